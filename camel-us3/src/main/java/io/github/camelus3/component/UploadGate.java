package io.github.camelus3.component;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Lets a bounded number of uploads run at once. The others wait without a thread; there are never
 * more of them than exchanges in flight, which Camel bounds. Thread safe.
 */
final class UploadGate {
  private final int max;
  private final Executor executor;
  private final Queue<Waiting> waiting = new ArrayDeque<>(); // guarded by this
  private int running; // guarded by this
  private boolean closed; // guarded by this

  private record Waiting(Runnable upload, Runnable refusal) {}

  UploadGate(int max, Executor executor) {
    this.max = max;
    this.executor = executor;
  }

  /**
   * Runs {@code upload} on a thread of the executor, now or later, which must end with exactly one
   * {@link #leave()}; or, once the gate is closed, {@code refusal} instead.
   */
  void enter(Runnable upload, Runnable refusal) {
    boolean mayRun;
    synchronized (this) {
      mayRun = !closed;
      if (mayRun && running == max) {
        waiting.add(new Waiting(upload, refusal));
        return;
      }
      if (mayRun) {
        running++;
      }
    }
    execute(mayRun ? upload : refusal);
  }

  /** An upload has ended; its place goes to the one that waits longest. */
  void leave() {
    Waiting next;
    synchronized (this) {
      next = waiting.poll();
      if (next == null) {
        running--;
        notifyAll();
      }
    }
    if (next != null) {
      execute(next.upload());
    }
  }

  /** Refuses those that wait, and all that come. Those that run go on. */
  void close() {
    List<Waiting> refused;
    synchronized (this) {
      closed = true;
      refused = List.copyOf(waiting);
      waiting.clear();
    }
    refused.forEach(one -> execute(one.refusal()));
  }

  /** Waits until no upload runs; false when the time has passed before. */
  synchronized boolean awaitEmpty(Duration limit) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (running > 0) {
      long millis = (end - System.nanoTime()) / 1_000_000;
      if (millis <= 0) {
        return false;
      }
      wait(millis);
    }
    return true;
  }

  /** What somebody waits for must run, on this thread if there is no other one to be had. */
  private void execute(Runnable work) {
    try {
      executor.execute(work);
    } catch (RejectedExecutionException | OutOfMemoryError noThread) {
      work.run();
    }
  }
}
