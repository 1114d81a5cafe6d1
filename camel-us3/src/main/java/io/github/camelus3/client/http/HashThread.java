package io.github.camelus3.client.http;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;

/**
 * Lets an observer see chunks on a thread of its own, in order. Lent by {@link HashThreads} to one
 * body at a time.
 */
final class HashThread {
  /** So that a thread that is woken late finds something to do. */
  private static final int PLACES = 4;

  /** Measured with one part in flight: 64 KiB costs a tenth more, for waking up more often. */
  private static final int PLACE_BYTES = 256 << 10;

  private final ExecutorService thread;
  private ByteBuffer[] places; // null before the first body

  HashThread(ExecutorService thread) {
    this.thread = thread;
  }

  /** Where the chunks of a body are read to. */
  ByteBuffer[] places() {
    if (places == null) {
      ByteBuffer all = ByteBuffer.allocateDirect(PLACES * PLACE_BYTES);
      places = new ByteBuffer[PLACES];
      for (int i = 0; i < PLACES; i++) {
        places[i] = all.slice(i * PLACE_BYTES, PLACE_BYTES);
      }
    }
    return places;
  }

  /** Completes when the observer has seen the chunk, which takes no longer than hashing it. */
  CompletableFuture<Void> show(ByteObserver observer, ByteBuffer chunk) {
    return CompletableFuture.runAsync(() -> observer.update(chunk), thread);
  }

  /** Ends the thread. */
  void end() {
    thread.shutdown();
  }
}
