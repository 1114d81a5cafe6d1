package io.github.camelus3.component.clients;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Runs a bounded number of uploads at once. The others wait in a queue, without a thread. When the
 * queue is full, the caller waits: a consumer that hands over faster than the uploads end, such as
 * one of 100,000 files, would else hold them all as exchanges. An upload leaves its slot before its
 * exchange goes on, so a slow route holds no upload up, and no upload waits for a caller. Thread
 * safe.
 */
public final class UploadLimiter {
  /** Enough to keep the slots busy while a consumer lists; their exchanges take about a MiB. */
  public static final int MAX_QUEUED = 1_000;

  private final int max;
  private final Executor executor;
  private final Semaphore slots;
  private final Semaphore room; // of slots and queue together
  private final Queue<Queued> queue = new ConcurrentLinkedQueue<>();
  private volatile boolean closed;

  private record Queued(Upload upload, Consumer<Throwable> refusal) {}

  /** What the limiter runs. */
  public interface Upload {
    /** Starts the upload; somebody must {@linkplain Slot#leave() leave} the slot once it ended. */
    void run(Slot slot);
  }

  public UploadLimiter(int max, Executor executor) {
    this.max = max;
    this.executor = executor;
    this.slots = new Semaphore(max);
    this.room = new Semaphore(max + MAX_QUEUED);
  }

  /**
   * Runs {@code upload} on a thread of the executor once a slot is free. Returns at once, unless
   * the queue is full.
   *
   * @param refusal called instead when the limiter is closed first, with null, when the executor
   *     gives no thread, with its failure, or when the caller is interrupted while he waits
   */
  public void enter(Upload upload, Consumer<Throwable> refusal) {
    try {
      room.acquire();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      refusal.accept(e);
      return;
    }
    queue.add(new Queued(upload, refusal));
    if (closed) {
      refuseQueued();
    } else {
      drain();
    }
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
      executor.execute(() -> next.upload().run(new Slot()));
    } catch (RejectedExecutionException | Error e) { // an Error: no thread to be had
      slots.release();
      room.release();
      next.refusal().accept(e);
    }
  }

  /** Refuses queued uploads, and all later ones. Running uploads go on. */
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

  /** Waits until no upload runs; false when the time is up before. */
  public boolean awaitEmpty(Duration limit) throws InterruptedException {
    if (!slots.tryAcquire(max, limit.toNanos(), TimeUnit.NANOSECONDS)) {
      return false;
    }
    slots.release(max);
    return true;
  }
}
