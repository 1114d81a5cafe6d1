package io.github.camelus3.it;

import static org.awaitility.Awaitility.await;

import java.time.Duration;

/**
 * How long a broker or a database stays away in a test: the system property {@code
 * us3.outage.seconds}, or 2 seconds.
 */
public final class Outage {
  private static final Duration TIME =
      Duration.ofSeconds(Integer.getInteger("us3.outage.seconds", 2));

  private final long begin = System.nanoTime();

  private Outage() {}

  /** An outage that begins now. */
  public static Outage begins() {
    return new Outage();
  }

  /** Waits until the outage has lasted its time. */
  public void awaitEnd() {
    await("end of the outage")
        .atMost(TIME.plusMinutes(1))
        .until(() -> System.nanoTime() - begin >= TIME.toNanos());
  }
}
