package io.github.camelus3.emulator.store;

import io.github.camelus3.emulator.protocol.ResponseBody;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.UUID;

/**
 * Streams each body to a file and computes its digests. Holds at most 64 KiB of a body in memory.
 * Thread safe.
 */
public final class BodyReceiver {
  private final Path directory;

  /** Receives bodies in an existing directory. */
  public BodyReceiver(Path directory) {
    this.directory = directory;
  }

  /** Opens a sink for a body that arrives in pieces. */
  public BodySink sink(long limit, BodySink.LimitExceeded tooLong) throws IOException {
    return new BodySink(directory.resolve(UUID.randomUUID().toString()), limit, tooLong);
  }

  /**
   * Reads the stream to its end. A failure leaves no file behind.
   *
   * @throws IOException when the client disconnects before the end
   */
  public ReceivedBody receive(InputStream in, long limit, BodySink.LimitExceeded tooLong)
      throws IOException {
    try (BodySink sink = sink(limit, tooLong)) {
      byte[] buffer = new byte[ResponseBody.BUFFER_BYTES];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        sink.write(buffer, 0, read);
      }
      return sink.end();
    }
  }
}
