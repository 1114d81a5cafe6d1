package io.github.camelus3.component;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Lets a bounded number of uploads run at once. The others wait without a thread; there are never
 * more of them than exchanges in flight, which Camel bounds.
 *
 * <p>A thread whose upload has ended takes the one that waits longest, once it has passed the
 * exchange on: waking another thread would take as long as a small upload. That is only right for
 * threads that come back soon, so no more places than {@link #maxPromised} wait for theirs; the
 * others go to a thread of the executor at once. Thread safe.
 */
final class UploadGate {
  private final int max;
  private final int maxPromised;
  private final Executor executor;
  private final Queue<Waiting> waiting = new ArrayDeque<>(); // guarded by this
  private int running; // guarded by this
  private int promised; // places of threads that will come back; guarded by this
  private boolean closed; // guarded by this

  private record Waiting(Upload upload, Runnable refusal) {}

  /** What the gate lets run. */
  interface Upload {
    /** Begins; somebody must {@linkplain Place#leave() leave} the place exactly once. */
    void run(Place place);
  }

  UploadGate(int max, Executor executor) {
    this.max = max;
    this.executor = executor;
    // a thread that is not on a processor is waiting for something
    this.maxPromised = Math.min(max / 4, Runtime.getRuntime().availableProcessors());
  }

  /**
   * Runs {@code upload} on a thread of the executor, now or later; or, once the gate is closed,
   * {@code refusal} instead.
   */
  void enter(Upload upload, Runnable refusal) {
    boolean mayRun;
    synchronized (this) {
      mayRun = !closed;
      if (mayRun && running + promised >= max) {
        waiting.add(new Waiting(upload, refusal));
        return;
      }
      if (mayRun) {
        running++;
      }
    }
    execute(mayRun ? () -> runAll(upload) : refusal);
  }

  /** An upload's place among those that run. */
  final class Place {
    private final Thread thread;
    private boolean isPromised; // for this thread alone

    private Place(Thread thread) {
      this.thread = thread;
    }

    /** The upload has ended, though its thread may have more to do. */
    void leave() {
      Waiting next;
      synchronized (UploadGate.this) {
        running--;
        if (waiting.isEmpty()) {
          UploadGate.this.notifyAll();
          return;
        }
        if (Thread.currentThread() == thread && promised < maxPromised) {
          promised++;
          isPromised = true;
          return;
        }
        next = next();
      }
      execute(() -> runAll(next.upload()));
    }

    /** The thread does not come back. */
    private void giveUp() {
      Upload next = isPromised ? promised() : null;
      if (next != null) {
        execute(() -> runAll(next));
      }
    }
  }

  /** Runs an upload, and then others for as long as places are promised to this thread. */
  private void runAll(Upload first) {
    for (Upload upload = first; upload != null; ) {
      Place place = new Place(Thread.currentThread());
      try {
        upload.run(place);
      } catch (Throwable e) {
        place.giveUp();
        throw e;
      }
      Thread.interrupted(); // meant for what the exchange did; a stop leaves none that waits
      upload = place.isPromised ? promised() : null;
    }
  }

  private synchronized Upload promised() {
    promised--;
    Waiting next = next();
    return next == null ? null : next.upload();
  }

  /** Gives a place to the one that waits longest. */
  private Waiting next() {
    Waiting next = waiting.poll();
    if (next != null) {
      running++;
    }
    return next;
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
