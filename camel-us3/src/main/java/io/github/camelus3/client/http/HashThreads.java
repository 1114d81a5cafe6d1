package io.github.camelus3.client.http;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Threads that hash beside those that send: half as many as there are processors. Hashing takes
 * longer than sending, so with few bodies under way the two share the work of one body. With more
 * of them than lanes, the sending threads fill the processors and hash themselves. Thread safe.
 */
public final class HashThreads implements AutoCloseable {
  private static final long KEEP_ALIVE_SECONDS = 10;

  /** Handing over costs some wake-ups of a thread. */
  private static final long WORTH_BYTES = 1 << 20;

  private final Deque<HashThread> free = new ArrayDeque<>(); // guarded by this
  private final int count;
  private int underWay; // bodies; guarded by this
  private boolean closed; // guarded by this

  public HashThreads() {
    this(Math.max(1, Runtime.getRuntime().availableProcessors() / 2));
  }

  HashThreads(int count) {
    this.count = count;
    for (int i = 0; i < count; i++) {
      ThreadPoolExecutor thread =
          new ThreadPoolExecutor(
              1,
              1,
              KEEP_ALIVE_SECONDS,
              TimeUnit.SECONDS,
              new LinkedBlockingQueue<>(), // a body's chunks, which its places bound
              HashThreads::thread);
      thread.allowCoreThreadTimeOut(true);
      free.add(new HashThread(thread));
    }
  }

  /** A body under way, which has a lane or not. */
  final class Turn implements AutoCloseable {
    private final HashThread lane;

    private Turn(HashThread lane) {
      this.lane = lane;
    }

    /** Null to hash on the sending thread. */
    HashThread lane() {
      return lane;
    }

    @Override
    public void close() {
      end(lane);
    }
  }

  /** Begins a body; the caller closes it, once all that the lane was shown has been seen. */
  synchronized Turn begin(ByteObserver observer, long length) {
    underWay++;
    boolean worth = observer != ByteObserver.NONE && length >= WORTH_BYTES;
    // the one used last: its buffers are there
    return new Turn(worth && underWay <= count ? free.pollLast() : null);
  }

  private synchronized void end(HashThread lane) {
    underWay--;
    if (lane != null && closed) {
      lane.end();
    } else if (lane != null) {
      free.addLast(lane);
    }
  }

  /** Ends the threads, those of bodies under way when these have ended. */
  @Override
  public synchronized void close() {
    closed = true;
    free.forEach(HashThread::end);
    free.clear();
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "Us3Hash");
    thread.setDaemon(true);
    return thread;
  }
}
