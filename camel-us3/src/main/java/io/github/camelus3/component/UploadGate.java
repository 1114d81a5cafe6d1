package io.github.camelus3.component;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;

/**
 * Lets a bounded number of uploads run at once. The others wait without a thread; there are never
 * more of them than exchanges in flight, which Camel bounds. Thread safe.
 */
final class UploadGate {
  private final int max;
  private final Executor executor;
  private final Queue<Runnable> waiting = new ArrayDeque<>(); // guarded by this
  private int running; // guarded by this

  UploadGate(int max, Executor executor) {
    this.max = max;
    this.executor = executor;
  }

  /** Runs {@code upload} now or later, which must end with exactly one {@link #leave()}. */
  void enter(Runnable upload) {
    synchronized (this) {
      if (running == max) {
        waiting.add(upload);
        return;
      }
      running++;
    }
    upload.run();
  }

  /** An upload has ended; its place goes to the one that waits longest. */
  void leave() {
    Runnable next;
    synchronized (this) {
      next = waiting.poll();
      if (next == null) {
        running--;
      }
    }
    if (next != null) {
      executor.execute(next);
    }
  }
}
