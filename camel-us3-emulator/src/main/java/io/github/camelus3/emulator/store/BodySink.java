package io.github.camelus3.emulator.store;

import io.github.camelus3.emulator.protocol.Us3Error;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Takes a body's bytes as they come, into a file of its own. Closing one that has not been ended
 * deletes the file. Not thread safe.
 */
public final class BodySink implements AutoCloseable {
  /** Says no to the byte that is one too many. */
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

  public void write(byte[] bytes, int offset, int length) throws IOException {
    size += length;
    if (size > limit) {
      throw tooLong.error(limit);
    }
    digest.update(bytes, offset, length);
    out.write(bytes, offset, length);
  }

  /** The bytes so far are the body; the file is the caller's now. */
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
