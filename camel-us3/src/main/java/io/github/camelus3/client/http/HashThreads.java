package io.github.camelus3.client.http;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Threads that hash request bodies beside the threads that send them: half as many as processors.
 * Hashing takes longer than sending, so two threads share the work while few bodies are in flight.
 * With more bodies the sending threads fill the processors and hash themselves. Thread safe.
 */
public final class HashThreads implements AutoCloseable {
  /** Every body is hashed by the thread that sends it. */
  static final HashThreads NONE = new HashThreads(0);

  private static final long KEEP_ALIVE_SECONDS = 10;

  /** Smaller bodies are hashed by the sending thread: waking another thread costs more. */
  private static final long MIN_BODY_BYTES = 1 << 20;

  private final Deque<HashThread> free = new ArrayDeque<>(); // guarded by this
  private final int count;
  private int inFlight; // bodies; guarded by this
  private boolean closed; // guarded by this

  public HashThreads() {
    this(Math.max(1, Runtime.getRuntime().availableProcessors() / 2));
  }

  HashThreads(int count) {
    this.count = count;
    for (int i = 0; i < count; i++) {
      free.add(new HashThread());
    }
  }

  /** Registers a body. The caller closes the lease when all chunks are hashed. */
  synchronized Lease lease(ByteObserver observer, long length) {
    inFlight++;
    boolean isWorthIt = observer != ByteObserver.NONE && length >= MIN_BODY_BYTES;
    // the thread used last: its buffers are allocated
    return new Lease(isWorthIt && inFlight <= count ? free.pollLast() : null);
  }

  private synchronized void end(HashThread thread) {
    inFlight--;
    if (thread != null && closed) {
      thread.end();
    } else if (thread != null) {
      free.addLast(thread);
    }
  }

  /** Ends the idle threads at once, the others when their bodies end. */
  @Override
  public synchronized void close() {
    closed = true;
    free.forEach(HashThread::end);
    free.clear();
  }

  /** One body in flight, with a thread of its own or none. For the thread that sends the body. */
  final class Lease implements AutoCloseable {
    private final HashThread thread; // null: the sending thread hashes

    private Lease(HashThread thread) {
      this.thread = thread;
    }

    boolean hasThread() {
      return thread != null;
    }

    /** The buffers that chunks are read into, in turn. */
    ByteBuffer[] buffers() {
      return thread.buffers();
    }

    /** Shows a chunk to the observer; when the future completes its buffer may be reused. */
    CompletableFuture<?> hash(ByteObserver observer, ByteBuffer chunk) {
      if (thread != null) {
        return CompletableFuture.runAsync(() -> observer.update(chunk), thread.executor);
      }
      observer.update(chunk);
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public void close() {
      end(thread);
    }
  }

  /** A thread and its buffers, leased to one body at a time. */
  private static final class HashThread {
    /** Several, so that a thread that wakes late finds work. */
    private static final int BUFFERS = 4;

    /** Measured with one part in flight: 64 KiB costs 10 % more, because of more wake-ups. */
    private static final int BUFFER_BYTES = 256 << 10;

    private final ExecutorService executor = executor();
    private ByteBuffer[] buffers; // null before the first body

    private static ExecutorService executor() {
      ThreadPoolExecutor executor =
          new ThreadPoolExecutor(
              1,
              1,
              KEEP_ALIVE_SECONDS,
              TimeUnit.SECONDS,
              new LinkedBlockingQueue<>(), // holds at most BUFFERS chunks
              HashThread::thread);
      executor.allowCoreThreadTimeOut(true);
      return executor;
    }

    private static Thread thread(Runnable work) {
      Thread thread = new Thread(work, "Us3Hash");
      thread.setDaemon(true);
      return thread;
    }

    ByteBuffer[] buffers() {
      if (buffers == null) {
        ByteBuffer all = ByteBuffer.allocateDirect(BUFFERS * BUFFER_BYTES);
        buffers = new ByteBuffer[BUFFERS];
        for (int i = 0; i < BUFFERS; i++) {
          buffers[i] = all.slice(i * BUFFER_BYTES, BUFFER_BYTES);
        }
      }
      return buffers;
    }

    void end() {
      executor.shutdown();
    }
  }
}
