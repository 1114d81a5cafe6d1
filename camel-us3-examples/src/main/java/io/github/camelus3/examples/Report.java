package io.github.camelus3.examples;

import io.github.camelus3.component.Us3Constants;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/**
 * Waits for uploads and prints them, in lines of at most 80 characters. Thread safe: routes add
 * outcomes, the main thread waits and prints.
 */
final class Report {
  /** Longer than any timeout of client and emulator, so that theirs expire first. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private static final String STARTED = "started";
  private static final String ROW = "  %-21s %9s %5s %8s  %s%n";
  private static final int WIDTH = 80;

  private final BlockingQueue<Outcome> outcomes = new LinkedBlockingQueue<>();

  /** The outcome of an upload: a row of the table, or the failure. */
  private record Outcome(Row row, Throwable failure) {}

  /** The printed facts of an upload. */
  record Row(String key, long size, int parts, long millis, String eTag, String reply) {}

  static void begin(Exchange exchange) {
    exchange.setProperty(STARTED, System.nanoTime());
  }

  void uploaded(Exchange exchange) {
    outcomes.add(new Outcome(row(exchange), null));
  }

  private static Row row(Exchange exchange) {
    Message message = exchange.getMessage();
    long nanos = System.nanoTime() - exchange.getProperty(STARTED, Long.class);
    return new Row(
        message.getHeader(Us3Constants.KEY, String.class),
        message.getHeader(Us3Constants.CONTENT_LENGTH, Long.class),
        message.getHeader(Us3Constants.PART_COUNT, Integer.class),
        TimeUnit.NANOSECONDS.toMillis(nanos),
        message.getHeader(Us3Constants.ETAG, String.class),
        message.getBody(String.class));
  }

  void failed(Exchange exchange) {
    outcomes.add(
        new Outcome(null, exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class)));
  }

  /** Waits for the next upload to succeed; throws if it fails. */
  Row awaitUpload() throws InterruptedException {
    Outcome outcome = awaitOutcome();
    if (outcome.failure() != null) {
      throw new IllegalStateException("upload must not fail", outcome.failure());
    }
    return outcome.row();
  }

  private Outcome awaitOutcome() throws InterruptedException {
    Outcome outcome = outcomes.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    if (outcome == null) {
      throw new IllegalStateException(
          "no upload has ended for " + PATIENCE.toMinutes() + " minutes");
    }
    return outcome;
  }

  void requireFailure(Class<? extends Throwable> type, String why) throws InterruptedException {
    Outcome outcome = awaitOutcome();
    if (!type.isInstance(outcome.failure())) {
      throw new IllegalStateException("upload must fail with " + type, outcome.failure());
    }
    line("  " + why + ": as expected,");
    line("    " + type.getSimpleName());
    wrapped(outcome.failure().getMessage(), "    ");
  }

  void head() {
    System.out.printf(ROW, "key", "size", "parts", "time", "reply of our own service");
  }

  void row(Row row) {
    String size = size(row.size());
    System.out.printf(ROW, row.key(), size, row.parts(), time(row.millis()), row.reply());
  }

  void eTag(Row row) {
    line("  the ETag of the whole: " + row.eTag());
  }

  void line(String line) {
    System.out.println(line);
  }

  private void wrapped(String text, String indent) {
    StringBuilder line = new StringBuilder(indent);
    for (String word : text.split(" ")) {
      if (line.length() > indent.length() && line.length() + word.length() >= WIDTH) {
        line(line.toString().stripTrailing());
        line = new StringBuilder(indent);
      }
      line.append(word).append(' ');
    }
    line(line.toString().stripTrailing());
  }

  private static String size(long bytes) {
    if (bytes < 1 << 10) {
      return bytes + " B";
    }
    return bytes < 1 << 20 ? scaled(bytes, 10, "KiB") : scaled(bytes, 20, "MiB");
  }

  private static String scaled(long bytes, int bits, String unit) {
    return String.format(Locale.ROOT, "%.1f %s", bytes / (double) (1L << bits), unit);
  }

  private static String time(long millis) {
    return millis < 10_000 ? millis + " ms" : String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
  }
}
