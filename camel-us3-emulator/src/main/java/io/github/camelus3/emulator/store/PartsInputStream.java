package io.github.camelus3.emulator.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;

/** Concatenates files; one is open at a time. Not thread safe. */
public final class PartsInputStream extends InputStream {
  private final Iterator<Path> files;
  private InputStream current = InputStream.nullInputStream();

  /** Reads the files in their order. */
  public PartsInputStream(List<Path> files) {
    this.files = files.iterator();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int read = current.read(buffer, offset, length);
    while (read < 0 && files.hasNext()) {
      current.close();
      current = Files.newInputStream(files.next());
      read = current.read(buffer, offset, length);
    }
    return read;
  }

  @Override
  public void close() throws IOException {
    current.close();
  }
}
