package io.github.camelus3.emulator;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** Streams bodies to files of their own, digesting on the way; 64 KiB of a body are in memory. */
final class BodyReceiver {
  /** Says no to the byte that is one too many. */
  interface LimitExceeded {
    Us3Error error(long limit);
  }

  private final Path directory;

  BodyReceiver(Path directory) {
    this.directory = directory;
  }

  /**
   * Reads to the end. Nothing is left on disk when it fails.
   *
   * @throws IOException when the client went away before the end
   */
  ReceivedBody receive(InputStream in, long limit, LimitExceeded tooLong) throws IOException {
    Path file = directory.resolve(UUID.randomUUID().toString());
    ContentDigest digest = new ContentDigest();
    try (OutputStream out = Files.newOutputStream(file)) {
      byte[] buffer = new byte[AnswerBody.BUFFER_BYTES];
      long size = 0;
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        size += read;
        if (size > limit) {
          throw tooLong.error(limit);
        }
        digest.update(buffer, 0, read);
        out.write(buffer, 0, read);
      }
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(file);
      throw e;
    }
    ContentDigest.Result result = digest.result();
    return new ReceivedBody(file, result.size(), result.eTag(), result.partETag(), result.md5Hex());
  }
}
