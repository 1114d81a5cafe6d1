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
    awaitEnd(TIME);
  }

  /** Waits until the outage has lasted its time, and at least as long as that. */
  public void awaitEnd(Duration atLeast) {
    Duration time = atLeast.compareTo(TIME) > 0 ? atLeast : TIME;
    await("end of the outage")
        .atMost(time.plusMinutes(1))
        .until(() -> System.nanoTime() - begin >= time.toNanos());
  }
}
