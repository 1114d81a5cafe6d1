package io.github.camelus3.transfer;

import io.github.camelus3.client.IntegrityOptions;
import io.github.camelus3.client.source.ObjectSource;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A source that one request can send: the caller's own, or a temporary file with the bytes of a
 * stream. The file is deleted on close.
 */
final class Spool implements Closeable {
  private static final String PREFIX = "us3-spool-";
  private static final String SUFFIX = ".tmp";

  private final ObjectSource source;
  private final Path file; // null without a temporary file

  private Spool(ObjectSource source, Path file) {
    this.source = source;
    this.file = file;
  }

  /**
   * Writes a stream to a temporary file if the request needs its length or its MD5 first.
   *
   * @param directory made if it is missing; null for the platform's own
   */
  static Spool of(ObjectSource source, IntegrityOptions checks, Path directory) throws IOException {
    boolean isReadTwice = checks.sendContentMd5() && !source.repeatable();
    if (source.length().isPresent() && !isReadTwice) {
      return new Spool(source, null);
    }
    Path file = createFile(directory);
    try {
      try (OutputStream out = Files.newOutputStream(file)) {
        source.writeTo(out);
      }
      return new Spool(ObjectSource.file(file), file);
    } catch (IOException | RuntimeException e) {
      Files.delete(file);
      throw e;
    }
  }

  private static Path createFile(Path directory) throws IOException {
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
    if (file != null) {
      source.close();
      Files.delete(file);
    }
  }
}
