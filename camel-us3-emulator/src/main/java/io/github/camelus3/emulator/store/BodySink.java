package io.github.camelus3.emulator.store;

import io.github.camelus3.emulator.protocol.Us3Error;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes one body to a file and computes its digests. Closing before {@link #end} deletes the file.
 * Not thread safe.
 */
public final class BodySink implements AutoCloseable {
  /** Creates the error for a body longer than the limit. */
  public interface LimitExceeded {
    Us3Error error(long limit);
  }

  private final Path file;
  private final OutputStream out;
  private final ContentDigest digest = new ContentDigest();
  private final long limit;
  private final LimitExceeded tooLong;
  private long size;
  private boolean ended;

  BodySink(Path file, long limit, LimitExceeded tooLong) throws IOException {
    this.file = file;
    this.limit = limit;
    this.tooLong = tooLong;
    this.out = Files.newOutputStream(file);
  }

  /** Appends bytes; throws the error of the limit when there are too many. */
  public void write(byte[] bytes, int offset, int length) throws IOException {
    size += length;
    if (size > limit) {
      throw tooLong.error(limit);
    }
    digest.update(bytes, offset, length);
    out.write(bytes, offset, length);
  }

  /** Completes the body. The caller owns the file from now on. */
  public ReceivedBody end() throws IOException {
    out.close();
    ended = true;
    ContentDigest.Result result = digest.result();
    return new ReceivedBody(file, result.size(), result.eTag(), result.partETag(), result.md5Hex());
  }

  @Override
  public void close() throws IOException {
    if (!ended) {
      out.close();
      Files.deleteIfExists(file);
    }
  }
}
