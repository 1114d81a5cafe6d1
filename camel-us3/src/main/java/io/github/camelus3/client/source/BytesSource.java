package io.github.camelus3.client.source;

import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.Arrays;
import java.util.Objects;
import java.util.OptionalLong;

/** A range of a byte array. */
final class BytesSource implements ObjectSource {
  private final byte[] bytes;
  private final int offset;
  private final int length;

  BytesSource(byte[] bytes, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    this.bytes = bytes;
    this.offset = offset;
    this.length = length;
  }

  @Override
  public OptionalLong length() {
    return OptionalLong.of(length);
  }

  @Override
  public byte[] peek(int max) {
    return Arrays.copyOfRange(bytes, offset, offset + Math.min(max, length));
  }

  @Override
  public ObjectSource slice(long sliceOffset, long sliceLength) {
    Objects.checkFromIndexSize(sliceOffset, sliceLength, length);
    return new BytesSource(bytes, offset + (int) sliceOffset, (int) sliceLength);
  }

  @Override
  public ReadableByteChannel channel() {
    return SourceChannel.of(ByteBuffer.wrap(bytes, offset, length));
  }

  @Override
  public void close() {}
}
