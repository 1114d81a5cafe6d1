package io.github.camelus3.soak;

import io.github.camelus3.component.Us3Component;
import io.github.camelus3.component.Us3Configuration;
import io.github.camelus3.component.Us3Constants;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** Polls a bucket in a separate process. */
final class PollingProgram {
  private static final long LIMIT_MINUTES = 4;

  private PollingProgram() {}

  /**
   * Prints {@code polled} after the last object. With a repository, it also prints the key of each
   * processed object.
   *
   * @param args endpoint, number of objects and, optionally, the folder of a repository
   */
  public static void main(String[] args) throws Exception {
    CountDownLatch polled = new CountDownLatch(Integer.parseInt(args[1]));
    try (CamelContext camel = new DefaultCamelContext()) {
      Us3Configuration options = camel.getComponent("us3", Us3Component.class).getConfiguration();
      options.setEndpoint(args[0]);
      options.setPublicKey("PUB");
      options.setPrivateKey("PRIV");
      options.setIdempotent(true);
      boolean isShared = args.length > 2;
      if (isShared) {
        Path folder = Path.of(args[2]);
        options.setIdempotentRepository(new FolderMarks(folder.resolve("processed"), false));
        options.setInProgressRepository(new FolderMarks(folder.resolve("in-progress"), true));
        options.setIdempotentEager(false);
      }
      String uri =
          isShared
              ? "us3:demo?delay=1&initialDelay=0"
              : "us3:demo?delay=1&initialDelay=0&includeBody=false&maxMessagesPerPoll=500";
      camel.addRoutes(
          new RouteBuilder() {
            @Override
            public void configure() {
              from(uri).process(exchange -> done(exchange, isShared, polled));
            }
          });
      camel.start();
      if (!polled.await(LIMIT_MINUTES, TimeUnit.MINUTES)) {
        throw new IllegalStateException(polled.getCount() + " objects have not been polled");
      }
    }
    System.out.println("maxHeap=" + Runtime.getRuntime().maxMemory());
    System.out.println("polled=" + args[1]);
  }

  private static void done(Exchange exchange, boolean prints, CountDownLatch polled) {
    if (prints) {
      System.out.println("key=" + exchange.getMessage().getHeader(Us3Constants.KEY));
      System.out.flush();
    }
    polled.countDown();
  }
}
