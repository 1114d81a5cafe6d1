package io.github.camelus3.client.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.concurrent.CompletableFuture;

/**
 * Moves the bytes of a body: reads a chunk, shows it to the observer and sends it. With a {@link
 * HashLane} the observer sees a chunk on the lane's thread while it is sent and the next ones are
 * read; a chunk's place in the buffer is read into again once it was seen. For one thread.
 */
final class BodyCopier implements AutoCloseable {
  private final ReadableByteChannel bytes;
  private final ByteObserver observer;
  private final HashThread lane;
  private final ByteBuffer[] places;
  private final CompletableFuture<?>[] seen;
  private int next;

  /** Where chunks go. */
  interface Output {
    /** Sends all that is left in {@code chunk}. */
    void write(ByteBuffer chunk) throws IOException;
  }

  /**
   * Makes a pump that has moved nothing yet.
   *
   * @param lane null to observe on the calling thread
   * @param places where chunks are read to, in turn; one is enough without a lane
   */
  BodyCopier(
      ReadableByteChannel bytes, ByteObserver observer, HashThread lane, ByteBuffer[] places) {
    this.bytes = bytes;
    this.observer = observer;
    this.lane = lane;
    this.places = places;
    this.seen = new CompletableFuture<?>[places.length];
  }

  /**
   * Moves one chunk.
   *
   * @return how many bytes; negative when there are no more
   */
  int step(Output output) throws IOException {
    int at = next++ % places.length;
    if (seen[at] != null) {
      seen[at].join();
    }
    ByteBuffer chunk = places[at].clear();
    int count = bytes.read(chunk);
    if (count > 0) {
      chunk.flip();
      if (lane == null) {
        observer.update(chunk.duplicate());
      } else {
        seen[at] = lane.show(observer, chunk.duplicate());
      }
      output.write(chunk);
    }
    return count;
  }

  /** Returns once the observer has seen all that was read. */
  @Override
  public void close() {
    for (CompletableFuture<?> chunk : seen) {
      if (chunk != null) {
        chunk.join();
      }
    }
  }
}
