package io.github.camelus3.benchmarks.contender;

import io.github.camelus3.benchmarks.worker.Contender;
import io.github.camelus3.benchmarks.worker.Task;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.concurrent.CountDownLatch;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * camel-us3 in a route that polls the folder: {@code file:} to {@code us3:}. A round lasts from the
 * start of one poll until the last file has completed the route. The endpoint's {@code
 * maxConcurrentUploads} limits the concurrent files.
 */
final class RouteContender implements Contender {
  private final int fileCount;
  private final PollOnDemand scheduler = new PollOnDemand();
  private final CamelContext camel = new DefaultCamelContext();
  private volatile CountDownLatch pending;
  private volatile Throwable failure;

  /** A route without metrics. */
  static RouteContender of(Task task) throws Exception {
    return new RouteContender(task, null);
  }

  /** A route whose metrics Prometheus could scrape. */
  static RouteContender withMetrics(Task task) throws Exception {
    return new RouteContender(task, new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
  }

  private RouteContender(Task task, MeterRegistry meters) throws Exception {
    this.fileCount = task.files().size();
    camel.getRegistry().bind("onDemand", scheduler);
    if (meters != null) {
      camel.getRegistry().bind("meters", meters);
    }
    camel.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            onException(Throwable.class).process(RouteContender.this::noteFailure);
            from("file:" + task.folder() + "?noop=true&idempotent=false&scheduler=#onDemand")
                .to(UploadUri.of(task))
                .process(exchange -> pending.countDown());
          }
        });
    camel.start();
  }

  private void noteFailure(Exchange exchange) {
    failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
    pending.countDown();
  }

  @Override
  public void round() throws Exception {
    pending = new CountDownLatch(fileCount);
    scheduler.poll();
    pending.await();
    if (failure != null) {
      throw new IllegalStateException("an upload failed: " + failure, failure);
    }
  }

  @Override
  public void close() throws Exception {
    camel.close();
  }
}
