package io.github.camelus3.transfer;

import io.github.camelus3.client.source.ObjectSource;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A stream, written to a temporary file that is deleted on close. */
final class Spool implements Closeable {
  private static final String PREFIX = "us3-spool-";
  private static final String SUFFIX = ".tmp";

  private final Path file;
  private final ObjectSource source;

  private Spool(Path file, ObjectSource source) {
    this.file = file;
    this.source = source;
  }

  /**
   * Writes what is left of a stream to a file.
   *
   * @param directory made if it is missing; null for the platform's own
   */
  static Spool of(ObjectSource stream, Path directory) throws IOException {
    Path file = file(directory);
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

  private static Path file(Path directory) throws IOException {
    if (directory == null) {
      return Files.createTempFile(PREFIX, SUFFIX);
    }
    try {
      return Files.createTempFile(Files.createDirectories(directory), PREFIX, SUFFIX);
    } catch (IOException e) {
      throw new IOException(
          "spoolDirectory must be a folder that can be written: " + directory + ": " + e, e);
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
