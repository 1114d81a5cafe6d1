package io.github.camelus3.client.source;

import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.OptionalLong;

/** A channel over the bytes of an {@link ObjectSource}. Closing it does not close the source. */
public abstract class SourceChannel implements ReadableByteChannel {
  private static final int BUFFER_BYTES = 64 << 10;

  /** The size of a read buffer: 64 KiB, or the source's length if that is less. */
  static int bufferBytes(OptionalLong length) {
    return (int) Math.min(BUFFER_BYTES, length.orElse(BUFFER_BYTES));
  }

  /** The remaining bytes of buffers, one after another. */
  static ReadableByteChannel of(ByteBuffer... pieces) {
    return new SourceChannel() {
      private int at;

      @Override
      public int read(ByteBuffer buffer) {
        while (at < pieces.length && !pieces[at].hasRemaining()) {
          at++;
        }
        if (at == pieces.length) {
          return -1;
        }
        int count = Math.min(buffer.remaining(), pieces[at].remaining());
        buffer.put(pieces[at].duplicate().limit(pieces[at].position() + count));
        pieces[at].position(pieces[at].position() + count);
        return count;
      }
    };
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  @Override
  public void close() {}
}
