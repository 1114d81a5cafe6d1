package io.github.camelus3.emulator.server;

import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** Holds a request's thread until the JDK's scheduler lets it go. */
public final class Pause {
  private Pause() {}

  /**
   * Returns after that time.
   *
   * @throws InterruptedIOException when the emulator closes before
   */
  public static void pause(Duration duration) throws InterruptedIOException {
    CompletableFuture<Void> over = new CompletableFuture<>();
    over.completeOnTimeout(null, duration.toNanos(), TimeUnit.NANOSECONDS);
    try {
      over.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the emulator closes");
    } catch (ExecutionException e) {
      throw new IllegalStateException(e); // it is only ever completed with null
    }
  }
}
