package io.github.camelus3.client.source;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.Arrays;
import java.util.OptionalLong;

/** A sequence of byte arrays; a part, never sliced. */
final class ChunkedSource implements ObjectSource {
  private final byte[][] chunks;
  private final int length;

  ChunkedSource(byte[][] chunks, int length) {
    this.chunks = chunks;
    this.length = length;
  }

  @Override
  public OptionalLong length() {
    return OptionalLong.of(length);
  }

  @Override
  public byte[] peek(int max) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream(Math.min(max, length));
    new ChunkedSource(chunks, Math.min(max, length)).writeTo(head);
    return head.toByteArray();
  }

  @Override
  public ObjectSource slice(long offset, long sliceLength) {
    throw new UnsupportedOperationException("a part is not sliced");
  }

  @Override
  public ReadableByteChannel channel() {
    ByteBuffer[] pieces = new ByteBuffer[chunks.length];
    int left = length;
    int count = 0;
    while (left > 0) {
      ByteBuffer piece = ByteBuffer.wrap(chunks[count], 0, Math.min(left, chunks[count].length));
      left -= piece.remaining();
      pieces[count++] = piece;
    }
    return SourceChannel.of(Arrays.copyOf(pieces, count));
  }

  @Override
  public void close() {}
}
