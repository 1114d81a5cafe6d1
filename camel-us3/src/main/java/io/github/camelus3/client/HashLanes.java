package io.github.camelus3.client;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Threads that hash beside those that send: half as many as there are processors. Hashing takes
 * longer than sending, so with few parts in flight the two share the work of one part; with many,
 * the sending threads fill the processors and hash themselves. Thread safe.
 */
final class HashLanes implements AutoCloseable {
  private static final long KEEP_ALIVE_SECONDS = 10;

  /** Handing over costs some wake-ups of a thread. */
  private static final long WORTH_BYTES = 1 << 20;

  private final Deque<HashLane> free = new ArrayDeque<>(); // guarded by this
  private boolean closed; // guarded by this

  HashLanes() {
    this(Math.max(1, Runtime.getRuntime().availableProcessors() / 2));
  }

  HashLanes(int count) {
    for (int i = 0; i < count; i++) {
      ThreadPoolExecutor thread =
          new ThreadPoolExecutor(
              1,
              1,
              KEEP_ALIVE_SECONDS,
              TimeUnit.SECONDS,
              new LinkedBlockingQueue<>(), // a body's chunks, which its places bound
              HashLanes::thread);
      thread.allowCoreThreadTimeOut(true);
      free.add(new HashLane(this, thread));
    }
  }

  /** A lane for one body; null when all are taken, or the body is not worth one. */
  synchronized HashLane take(ObjectBody.ByteObserver observer, long length) {
    boolean worth = observer != ObjectBody.ByteObserver.NONE && length >= WORTH_BYTES;
    return worth ? free.pollLast() : null; // the one used last: its buffers are there
  }

  synchronized void giveBack(HashLane lane) {
    if (closed) {
      lane.end();
    } else {
      free.addLast(lane);
    }
  }

  /** Ends the threads, those of bodies under way when these have ended. */
  @Override
  public synchronized void close() {
    closed = true;
    free.forEach(HashLane::end);
    free.clear();
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "Us3Hash");
    thread.setDaemon(true);
    return thread;
  }
}
