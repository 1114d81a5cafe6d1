package io.github.camelus3.examples;

import io.github.camelus3.component.Us3Constants;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** Prints what happens and waits for it. Thread safe. */
final class Report {
  private static final String BEGUN = "begun";
  private static final String ROW = "%-26s %-33s %9s B %6s %6s  %-33s %s%n";

  private final CountDownLatch uploads;
  private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();

  Report(int expectedUploads) {
    uploads = new CountDownLatch(expectedUploads);
  }

  void title(String title) {
    System.out.println(title);
    System.out.printf(ROW, "key", "uploaded by", "size", "parts", "ms", "ETag", "reply");
  }

  static void begin(Exchange exchange) {
    exchange.setProperty(BEGUN, System.nanoTime());
  }

  void uploaded(Exchange exchange) {
    Message message = exchange.getMessage();
    long nanos = System.nanoTime() - exchange.getProperty(BEGUN, Long.class);
    System.out.printf(
        ROW,
        message.getHeader(Us3Constants.KEY),
        message.getHeader(Us3Constants.UPLOAD_OPERATION),
        message.getHeader(Us3Constants.CONTENT_LENGTH),
        message.getHeader(Us3Constants.PART_COUNT),
        TimeUnit.NANOSECONDS.toMillis(nanos),
        message.getHeader(Us3Constants.ETAG),
        message.getBody(String.class));
    uploads.countDown();
  }

  void line(String line) {
    System.out.printf("%n%s%n", line);
  }

  void failed(Exchange exchange) {
    failures.add(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class));
  }

  void awaitUploads() throws InterruptedException {
    boolean ended = uploads.await(2, TimeUnit.MINUTES);
    Throwable failure = failures.poll();
    if (!ended || failure != null) {
      throw new IllegalStateException(uploads.getCount() + " uploads did not end well", failure);
    }
  }

  void requireCaught(Class<? extends Throwable> type) {
    Throwable failure = failures.poll();
    if (!type.isInstance(failure)) {
      throw new IllegalStateException("not the expected " + type.getSimpleName(), failure);
    }
    System.out.printf("%ncaught %s%n  %s%n", type.getSimpleName(), failure.getMessage());
  }

  void summary(int objects, int callbacks) {
    System.out.printf("%n%d objects stored, %d callbacks sent%n", objects, callbacks);
  }
}
