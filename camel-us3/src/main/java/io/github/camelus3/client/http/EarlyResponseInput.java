package io.github.camelus3.client.http;

import java.io.IOException;
import java.io.InputStream;

/** Reads the bytes of an {@link EarlyResponse} first, then the connection. */
abstract class EarlyResponseInput extends InputStream {
  private final EarlyResponse early;

  EarlyResponseInput(EarlyResponse early) {
    this.early = early;
  }

  /** Reads from the connection, as {@link #read(byte[], int, int)}; {@code length} is above 0. */
  abstract int readConnection(byte[] bytes, int offset, int length) throws IOException;

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    return early.isEmpty()
        ? readConnection(bytes, offset, length)
        : early.take(bytes, offset, length);
  }
}
