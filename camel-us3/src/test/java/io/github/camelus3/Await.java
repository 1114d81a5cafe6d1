package io.github.camelus3;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what other threads do. */
public final class Await {
  private static final long LIMIT_NANOS = TimeUnit.MINUTES.toNanos(2);
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private Await() {}

  /**
   * Waits until the condition holds.
   *
   * @throws AssertionError if it does not hold within two minutes, or when the thread is
   *     interrupted, as at the end of a test's time
   */
  public static void until(BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (Thread.currentThread().isInterrupted()) {
        throw new AssertionError("interrupted before the condition holds");
      }
      if (System.nanoTime() - start > LIMIT_NANOS) {
        throw new AssertionError("the condition does not hold after two minutes");
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }
}
