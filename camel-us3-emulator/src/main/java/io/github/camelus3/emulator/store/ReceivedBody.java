package io.github.camelus3.emulator.store;

import io.github.camelus3.emulator.protocol.Us3Error;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A received body in a file, with its digests. Closing deletes the file unless it has been moved to
 * its final place.
 *
 * @param eTag the ETag of an object with these bytes
 * @param partETag the ETag of a part with these bytes
 * @param md5Hex lower-case hexadecimal
 */
public record ReceivedBody(Path file, long size, String eTag, String partETag, String md5Hex)
    implements AutoCloseable {

  String blobName() {
    return file.getFileName().toString();
  }

  /**
   * Compares the MD5 with the client's, if there is one. Source: ufile-api put_file.md
   * (hexadecimal).
   */
  public void checkMd5(String contentMd5) {
    if (!contentMd5.isEmpty() && !contentMd5.equals(md5Hex)) {
      throw Us3Error.md5Mismatch();
    }
  }

  /** Moves the file to another directory. */
  ReceivedBody movedTo(Path directory) throws IOException {
    Path moved = Files.move(file, directory.resolve(blobName()));
    return new ReceivedBody(moved, size, eTag, partETag, md5Hex);
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(file);
  }
}
