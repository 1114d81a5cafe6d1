package io.github.camelus3.emulator.server;

import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** Delays a request's thread. */
public final class Pause {
  private Pause() {}

  /**
   * Blocks for that time.
   *
   * @throws InterruptedIOException when the emulator is closed meanwhile
   */
  public static void pause(Duration duration) throws InterruptedIOException {
    CompletableFuture<Void> over = new CompletableFuture<>();
    over.completeOnTimeout(null, duration.toNanos(), TimeUnit.NANOSECONDS);
    try {
      over.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the emulator is closing");
    } catch (ExecutionException e) {
      throw new IllegalStateException(e); // the future only completes with null
    }
  }
}
