package io.github.camelus3.emulator.protocol;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Reads the first bytes of another stream. Not thread safe. */
public final class BoundedInputStream extends FilterInputStream {
  private long left;

  /** Reads at most {@code limit} bytes of the stream. */
  public BoundedInputStream(InputStream in, long limit) {
    super(in);
    left = limit;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (left == 0) {
      return -1;
    }
    int read = super.read(buffer, offset, (int) Math.min(left, length));
    left -= Math.max(0, read);
    return read;
  }
}
