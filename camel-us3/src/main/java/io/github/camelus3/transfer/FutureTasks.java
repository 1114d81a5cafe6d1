package io.github.camelus3.transfer;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** Runs work on an executor whose every failure reaches a future. */
final class FutureTasks {
  private FutureTasks() {}

  /** Work that may fail with an {@link IOException}. */
  interface Work {
    void run() throws IOException;
  }

  /**
   * Runs {@code work} unless {@code result} is cancelled first. The result fails when the work
   * throws, or the executor has been shut down.
   */
  static void execute(Executor executor, CompletableFuture<?> result, Work work) {
    try {
      executor.execute(
          () -> {
            try {
              if (!result.isDone()) { // cancelled before it began
                work.run();
              }
            } catch (Throwable failure) { // an Error must reach the caller too
              result.completeExceptionally(failure);
            }
          });
    } catch (RejectedExecutionException e) {
      result.completeExceptionally(e);
    }
  }
}
