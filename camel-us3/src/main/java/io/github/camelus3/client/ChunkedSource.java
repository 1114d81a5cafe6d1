package io.github.camelus3.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.OptionalLong;

/** Several arrays, one after another. */
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
  public boolean repeatable() {
    return true;
  }

  @Override
  public byte[] head(int max) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream(Math.min(max, length));
    new ChunkedSource(chunks, Math.min(max, length)).writeTo(head);
    return head.toByteArray();
  }

  @Override
  public ObjectSource slice(long offset, long sliceLength) {
    throw new UnsupportedOperationException("a part is not sliced");
  }

  @Override
  public int readNext(byte[] buffer) {
    throw new UnsupportedOperationException("a repeatable source is sliced, not consumed");
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    int left = length;
    for (int i = 0; left > 0; i++) {
      int count = Math.min(left, chunks[i].length);
      out.write(chunks[i], 0, count);
      left -= count;
    }
  }

  @Override
  public void close() {}
}
