package io.github.camelus3.component.clients;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Runs a bounded number of uploads at once. Further uploads wait in a queue, without a thread.
 *
 * <p>When the queue is full, the caller waits. Otherwise a consumer of 100,000 files would hold all
 * of them in memory as exchanges. An upload leaves its slot before its exchange continues, so a
 * slow route delays no other upload. Thread safe.
 */
public final class UploadLimiter {
  /** Keeps the slots busy while a consumer lists. So many exchanges take about 1 MiB. */
  public static final int MAX_QUEUED = 1_000;

  private final int max;
  private final Executor executor;
  private final Semaphore slots;
  private final Semaphore room; // in slots and queue together
  private final Queue<Queued> queue = new ConcurrentLinkedQueue<>();
  private volatile boolean closed;

  /** The thread that starts it is often that of another upload, with another MDC. */
  private record Queued(Upload upload, Consumer<Throwable> refusal, LogContext caller) {}

  /** An upload that waits for a slot. */
  public interface Upload {
    /** Starts the upload. The slot must be {@linkplain Slot#leave() left} when the upload ends. */
    void run(Slot slot);
  }

  public UploadLimiter(int max, Executor executor) {
    this.max = max;
    this.executor = executor;
    this.slots = new Semaphore(max);
    this.room = new Semaphore(max + MAX_QUEUED);
  }

  /**
   * Runs {@code upload} on a thread of the executor when a slot is free. Returns at once unless the
   * queue is full.
   *
   * @param refusal called if the upload does not run: with null after {@link #close()}, with the
   *     failure if the executor has no thread, with the exception if the waiting caller is
   *     interrupted, with a {@link CancellationException} after {@link #withdraw}
   */
  public void enter(Upload upload, Consumer<Throwable> refusal) {
    try {
      room.acquire();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      refusal.accept(e);
      return;
    }
    queue.add(new Queued(upload, refusal, LogContext.current()));
    if (closed) {
      refuseQueued();
    } else {
      drain();
    }
  }

  /**
   * Refuses an upload that waits in the queue. Returns false if it does not: it runs, has run, or
   * its caller still waits for room in the queue.
   */
  public boolean withdraw(Upload upload) {
    for (Queued next : queue) {
      if (next.upload() == upload && queue.remove(next)) { // true for one thread
        room.release();
        next.refusal().accept(new CancellationException());
        return true;
      }
    }
    return false;
  }

  /** The slot of a running upload. */
  public final class Slot {
    private final AtomicBoolean left = new AtomicBoolean();

    /** Frees the slot, the first time. */
    public void leave() {
      if (left.compareAndSet(false, true)) {
        slots.release();
        room.release();
        drain();
      }
    }
  }

  private void drain() {
    while (!queue.isEmpty() && slots.tryAcquire()) {
      Queued next = queue.poll();
      if (next == null) {
        slots.release(); // another thread took it
      } else {
        start(next);
      }
    }
  }

  private void start(Queued next) {
    try {
      executor.execute(() -> next.caller().run(() -> next.upload().run(new Slot())));
    } catch (RejectedExecutionException | Error e) { // an Error if the JVM has no thread
      slots.release();
      room.release();
      next.refusal().accept(e);
    }
  }

  /** The uploads that have a slot. */
  int running() {
    return max - slots.availablePermits();
  }

  /** The uploads that wait for a slot. */
  int waiting() {
    return queue.size();
  }

  /** Refuses queued and later uploads. Running uploads continue. */
  void close() {
    closed = true;
    refuseQueued();
  }

  private void refuseQueued() {
    for (Queued next = queue.poll(); next != null; next = queue.poll()) {
      room.release();
      next.refusal().accept(null);
    }
  }

  /** Waits until no upload runs; returns false if the limit ends first. */
  public boolean awaitEmpty(Duration limit) throws InterruptedException {
    if (!slots.tryAcquire(max, limit.toNanos(), TimeUnit.NANOSECONDS)) {
      return false;
    }
    slots.release(max);
    return true;
  }
}
