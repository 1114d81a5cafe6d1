package io.github.camelus3.component;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.engine.DefaultShutdownStrategy;
import org.apache.camel.spi.RouteStartupOrder;

/**
 * Lets exchanges end that are about to. Camel's strategy looks once, and then a second later: most
 * tests would spend that second.
 */
final class PromptShutdown extends DefaultShutdownStrategy {
  private static final long MOMENT_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

  PromptShutdown(CamelContext context) {
    super(context);
  }

  @Override
  protected boolean doShutdown(
      CamelContext context,
      List<RouteStartupOrder> routes,
      long timeout,
      TimeUnit unit,
      boolean isSuspended,
      boolean isAbortedAfterTimeout,
      boolean isForced)
      throws Exception {
    long start = System.nanoTime();
    while (context.getInflightRepository().size() > 0 && System.nanoTime() - start < MOMENT_NANOS) {
      Thread.yield();
    }
    return super.doShutdown(
        context, routes, timeout, unit, isSuspended, isAbortedAfterTimeout, isForced);
  }
}
