package io.github.camelus3.component.clients;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import org.apache.camel.CamelContext;

/**
 * The upload threads of a component: one for each request in flight, none when idle. They also run
 * the steps of a route after an upload. Thread safe.
 */
final class UploadThreads implements Executor {
  private final CamelContext context;
  private final ExecutorService pool;
  private final ThreadLocal<Boolean> isOwn = ThreadLocal.withInitial(() -> false);

  UploadThreads(CamelContext context, Object source) {
    this.context = context;
    this.pool = context.getExecutorServiceManager().newCachedThreadPool(source, "Us3Upload");
  }

  @Override
  public void execute(Runnable work) {
    pool.execute(
        () -> {
          isOwn.set(true);
          work.run();
        });
  }

  /** Ends the threads, and waits for their end unless the caller is one of them. */
  void shutdown() {
    if (isOwn.get()) {
      context.getExecutorServiceManager().shutdown(pool);
    } else {
      context.getExecutorServiceManager().shutdownGraceful(pool);
    }
  }
}
