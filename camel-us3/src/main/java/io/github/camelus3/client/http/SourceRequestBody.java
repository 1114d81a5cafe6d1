package io.github.camelus3.client.http;

import io.github.camelus3.client.source.ObjectSource;
import io.github.camelus3.client.source.SourceChannel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;

/**
 * An {@link ObjectSource} as OkHttp's request body. Shows the bytes to an observer while they are
 * sent, and notes whether a failure was the source's or the connection's. For the thread that runs
 * the call.
 */
public final class SourceRequestBody extends RequestBody {
  private final ObjectSource source;
  private final ByteObserver observer;
  private BodySender sender = BodySender.THROUGH_OKHTTP;
  private IOException sourceFailure;
  private boolean begun;
  private boolean complete;

  public SourceRequestBody(ObjectSource source, ByteObserver observer) {
    this.source = source;
    this.observer = observer;
  }

  /** Reads a source to its end and shows the bytes to an observer. */
  public static void observe(ObjectSource source, ByteObserver observer) throws IOException {
    ReadableByteChannel bytes = source.channel();
    ByteBuffer buffer =
        ByteBuffer.allocate((int) Math.min(64 << 10, source.length().orElse(64 << 10)));
    while (bytes.read(buffer.clear()) >= 0) {
      observer.update(buffer.flip());
    }
  }

  /** Null: {@code Content-Type} is sent as the header that was signed, never added here. */
  @Override
  public MediaType contentType() {
    return null;
  }

  @Override
  public long contentLength() {
    return source.length().orElse(-1);
  }

  /** True: OkHttp never sends a body twice; a retry is a new request. */
  @Override
  public boolean isOneShot() {
    return true;
  }

  /** Sets how the next {@link #writeTo} sends, once the connection is known. */
  void sendBy(BodySender value) {
    sender = value;
  }

  @Override
  public void writeTo(BufferedSink sink) throws IOException {
    observer.begin();
    begun = true;
    complete = false;
    sourceFailure = null;
    // while a stream waits for its next bytes OkHttp's write timeout must not run
    BodySender own = source.repeatable() ? sender : sender.throughOkHttp();
    own.send(new WatchedChannel(source.channel(), own), observer, contentLength(), sink);
    complete = true;
  }

  /** Whether any of the source was read. */
  public boolean isBegun() {
    return begun;
  }

  /** Whether the source can be read again. */
  public boolean isRepeatable() {
    return source.repeatable();
  }

  /** Whether the last {@link #writeTo} wrote all bytes of the source. */
  public boolean complete() {
    return complete;
  }

  /** The failure of the source; null when the source did not fail. */
  public IOException sourceFailure() {
    return sourceFailure;
  }

  /**
   * The source's bytes. Notes a failure and closes the connection: on the direct path the failure
   * happens inside a write, and OkHttp would wait for a response.
   */
  private final class WatchedChannel extends SourceChannel {
    private final ReadableByteChannel bytes;
    private final BodySender user;

    WatchedChannel(ReadableByteChannel bytes, BodySender user) {
      this.bytes = bytes;
      this.user = user;
    }

    @Override
    public int read(ByteBuffer buffer) throws IOException {
      boolean succeeded = false;
      try {
        int count = bytes.read(buffer);
        succeeded = true;
        return count;
      } catch (IOException e) {
        sourceFailure = e;
        throw e;
      } finally {
        if (!succeeded) {
          user.abort();
        }
      }
    }
  }
}
