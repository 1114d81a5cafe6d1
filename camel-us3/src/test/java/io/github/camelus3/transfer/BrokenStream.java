package io.github.camelus3.transfer;

import java.io.IOException;
import java.io.InputStream;

/** A stream that cannot be read, as of a disk that fails. */
final class BrokenStream extends InputStream {
  private final Exception failure;

  private BrokenStream(Exception failure) {
    this.failure = failure;
  }

  static InputStream failingWith(IOException failure) {
    return new BrokenStream(failure);
  }

  static InputStream failingWith(RuntimeException failure) {
    return new BrokenStream(failure);
  }

  @Override
  public int read() throws IOException {
    if (failure instanceof IOException io) {
      throw io;
    }
    throw (RuntimeException) failure;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    return read();
  }
}
