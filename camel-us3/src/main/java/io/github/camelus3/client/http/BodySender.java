package io.github.camelus3.client.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.concurrent.CompletableFuture;
import okio.BufferedSink;

/**
 * Sends a request body to its connection: through OkHttp, or past it by {@link DirectOutput}. Each
 * chunk is hashed on the way.
 *
 * @param direct the connection's output; null to send through OkHttp
 */
record BodySender(HashThreads hashThreads, DirectOutput direct) {
  /** Through OkHttp, hashed by the sending thread. */
  static final BodySender THROUGH_OKHTTP = new BodySender(HashThreads.NONE, null);

  private static final int CHUNK_BYTES = 64 << 10;

  /** Bodies up to this size go out with their head in one piece. */
  private static final int SMALL_BYTES = 64 << 10;

  /** The same through OkHttp. */
  BodySender throughOkHttp() {
    return new BodySender(hashThreads, null);
  }

  /**
   * Sends all bytes and shows them to the observer.
   *
   * @param length of the body; negative if unknown
   */
  void send(ReadableByteChannel bytes, ByteObserver observer, long length, BufferedSink sink)
      throws IOException {
    try (HashThreads.Lease lease = hashThreads.lease(observer, length)) {
      if (direct != null && length > SMALL_BYTES) {
        direct.send(bytes, observer, lease, length, sink);
      } else {
        sendThroughOkHttp(new Copier(bytes, observer, lease, buffers(lease, length)), sink);
      }
    }
  }

  private static void sendThroughOkHttp(Copier body, BufferedSink sink) throws IOException {
    try (body) {
      while (body.copyChunk(sink::write) >= 0) {
        // one chunk at a time
      }
    }
  }

  private static ByteBuffer[] buffers(HashThreads.Lease lease, long length) {
    if (lease.hasThread()) {
      return lease.buffers();
    }
    boolean isShort = length >= 0 && length < CHUNK_BYTES;
    return new ByteBuffer[] {ByteBuffer.allocate(isShort ? (int) length : CHUNK_BYTES)};
  }

  /** Closes the connection if OkHttp would take a failure of the source for one of its own. */
  void abort() throws IOException {
    if (direct != null) {
      direct.close();
    }
  }

  /**
   * Copies a body chunk by chunk: reads into a buffer, hashes, writes. A buffer is filled again
   * once its chunk is hashed. For one thread.
   */
  static final class Copier implements AutoCloseable {
    private final ReadableByteChannel bytes;
    private final ByteObserver observer;
    private final HashThreads.Lease lease;
    private final ByteBuffer[] buffers;
    private final CompletableFuture<?>[] hashed;
    private int next;

    /**
     * Copies nothing yet.
     *
     * @param buffers filled in turn; one is enough when the sending thread hashes
     */
    Copier(
        ReadableByteChannel bytes,
        ByteObserver observer,
        HashThreads.Lease lease,
        ByteBuffer... buffers) {
      this.bytes = bytes;
      this.observer = observer;
      this.lease = lease;
      this.buffers = buffers;
      this.hashed = new CompletableFuture<?>[buffers.length];
    }

    /** Takes chunks. */
    interface Output {
      /** Writes all remaining bytes of {@code chunk}. */
      void write(ByteBuffer chunk) throws IOException;
    }

    /**
     * Copies one chunk.
     *
     * @return the number of bytes; negative at the end of the body
     */
    int copyChunk(Output output) throws IOException {
      int at = next++ % buffers.length;
      if (hashed[at] != null) {
        hashed[at].join();
      }
      ByteBuffer chunk = buffers[at].clear();
      int count = bytes.read(chunk);
      if (count > 0) {
        chunk.flip();
        hashed[at] = lease.hash(observer, chunk.duplicate());
        output.write(chunk);
      }
      return count;
    }

    /** Returns once all chunks are hashed. */
    @Override
    public void close() {
      for (CompletableFuture<?> chunk : hashed) {
        if (chunk != null) {
          chunk.join();
        }
      }
    }
  }
}
