package io.github.camelus3.component;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets a bounded number of uploads run at once. The others wait without a thread; there are never
 * more of them than exchanges in flight, which Camel bounds.
 *
 * <p>A thread whose upload has ended takes the one that waits longest, once it has passed the
 * exchange on: waking another thread would take as long as a small upload. Its place is promised to
 * it for a millisecond, which a watching thread of the executor sees to; whatever the exchange does
 * afterwards, it holds no upload up for longer. Thread safe.
 */
final class UploadGate {
  private static final long PROMISE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  /** For how long the watching thread stays without a promise. */
  private static final long QUIET_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final int max;
  private final int maxPromised;
  private final Executor executor;
  private final Queue<Waiting> waiting = new ArrayDeque<>(); // guarded by this
  private final Queue<Place> promised = new ArrayDeque<>(); // oldest first; guarded by this
  private int running; // guarded by this
  private long lastPromise; // guarded by this
  private boolean watched; // guarded by this
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
    // a thread that comes back soon is on a processor; and most places are never idle
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
      if (mayRun && running + promised.size() >= max) {
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
    private Thread thread = Thread.currentThread(); // null once it has come back; for itself alone
    private Upload next; // to be run by the thread when it comes back, for there is no other one
    private long promisedAt; // guarded by the gate

    /** The upload has ended, though its thread may have more to do. */
    void leave() {
      UploadGate.this.leave(this, Thread.currentThread() == thread);
    }
  }

  private void leave(Place place, boolean comesBack) {
    Upload next = null;
    boolean unwatched = false;
    synchronized (this) {
      running--;
      if (waiting.isEmpty()) {
        notifyAll();
        return;
      }
      if (comesBack && promised.size() < maxPromised) {
        lastPromise = System.nanoTime();
        place.promisedAt = lastPromise;
        promised.add(place);
        unwatched = !watched;
        watched = true;
      } else {
        next = next();
      }
    }
    if (unwatched) {
      startWatching(place);
    }
    if (next != null) {
      handOver(next, place, comesBack);
    }
  }

  /** Starts an upload on another thread; where there is none, this one runs it. */
  private void handOver(Upload upload, Place place, boolean comesBack) {
    boolean isStarted = isExecuted(() -> runAll(upload));
    if (!isStarted && comesBack) {
      place.next = upload; // not here: what runs within what runs would have no end
    } else if (!isStarted) {
      runAll(upload);
    }
  }

  /** Runs an upload, and then others for as long as places are promised to this thread. */
  private void runAll(Upload first) {
    for (Upload upload = first; upload != null; ) {
      Place place = new Place();
      try {
        upload.run(place);
      } catch (Throwable e) {
        place.thread = null;
        start(place.next != null ? place.next : promisedTo(place));
        throw e;
      }
      place.thread = null;
      upload = place.next != null ? place.next : promisedTo(place);
      if (upload != null) {
        Thread.interrupted(); // meant for what the exchange did; a stop leaves none that waits
      }
    }
  }

  /** What a thread that has come back is to run; null if nothing, or another one does. */
  private synchronized Upload promisedTo(Place place) {
    return promised.remove(place) ? next() : null;
  }

  /** Gives a place to the one that waits longest; null if none does. */
  private Upload next() {
    Waiting next = waiting.poll();
    if (next == null) {
      return null;
    }
    running++;
    return next.upload();
  }

  private void startWatching(Place promise) {
    if (!isExecuted(this::watch)) {
      synchronized (this) {
        watched = false;
      }
      promise.next = promisedTo(promise);
    }
  }

  /** Gives places whose threads do not come back in time to other threads. */
  private void watch() {
    boolean watching = true;
    while (watching) {
      LockSupport.parkNanos(PROMISE_NANOS);
      Thread.interrupted(); // the gate is closed before its threads are to end
      List<Upload> late = new ArrayList<>();
      synchronized (this) {
        long now = System.nanoTime();
        while (!promised.isEmpty() && now - promised.peek().promisedAt >= PROMISE_NANOS) {
          Upload upload = promisedTo(promised.peek());
          if (upload != null) {
            late.add(upload);
          }
        }
        watching = !closed && (!promised.isEmpty() || now - lastPromise < QUIET_NANOS);
        watched = watching;
      }
      late.forEach(this::start);
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

  private void start(Upload upload) {
    if (upload != null) {
      execute(() -> runAll(upload));
    }
  }

  /** What somebody waits for must run, on this thread if there is no other one to be had. */
  private void execute(Runnable work) {
    if (!isExecuted(work)) {
      work.run();
    }
  }

  /** False if there is no thread to be had. */
  private boolean isExecuted(Runnable work) {
    try {
      executor.execute(work);
      return true;
    } catch (RejectedExecutionException | OutOfMemoryError noThread) {
      return false;
    }
  }
}
