package io.github.camelus3.soak;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Random;

/** Bytes made while they are read, no two blocks the same, and their ETag. Not thread safe. */
final class GeneratedStream extends InputStream {
  private static final int STRETCH = 64 << 10;

  private final byte[] stretch = new byte[STRETCH];
  private final ObjectETag eTag = new ObjectETag();
  private final long size;
  private long given;

  GeneratedStream(long size) {
    this.size = size;
    new Random(size).nextBytes(stretch);
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) {
    if (given == size) {
      return -1;
    }
    int from = (int) (given % STRETCH);
    if (from == 0) {
      ByteBuffer.wrap(stretch).putLong(given);
    }
    int count = (int) Math.min(Math.min(length, STRETCH - from), size - given);
    System.arraycopy(stretch, from, bytes, offset, count);
    eTag.update(bytes, offset, count);
    given += count;
    return count;
  }

  /** The ETag of the bytes given so far; ends it. */
  String eTag() {
    return eTag.eTag();
  }
}
