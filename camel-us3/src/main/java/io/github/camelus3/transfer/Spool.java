package io.github.camelus3.transfer;

import io.github.camelus3.client.ObjectSource;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A stream, written to a temporary file that is deleted on close. */
final class Spool implements Closeable {
  private final Path file;
  private final ObjectSource source;

  private Spool(Path file, ObjectSource source) {
    this.file = file;
    this.source = source;
  }

  static Spool of(ObjectSource stream) throws IOException {
    Path file = Files.createTempFile("us3-spool-", ".tmp");
    try {
      try (OutputStream out = Files.newOutputStream(file)) {
        stream.writeTo(out);
      }
      return new Spool(file, ObjectSource.file(file));
    } catch (IOException | RuntimeException e) {
      Files.delete(file);
      throw e;
    }
  }

  ObjectSource source() {
    return source;
  }

  @Override
  public void close() throws IOException {
    source.close();
    Files.delete(file);
  }
}
