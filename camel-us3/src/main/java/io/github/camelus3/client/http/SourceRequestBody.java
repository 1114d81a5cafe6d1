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
 * the call; only {@link #sentBytes} and {@link #sentAtNanos} are for any thread.
 */
public final class SourceRequestBody extends RequestBody {
  private final ObjectSource source;
  private final ByteObserver observer;
  private BodySender sender = BodySender.THROUGH_OKHTTP;
  private IOException sourceFailure;
  private volatile long sentBytes; // both written by the thread of the call, once per chunk
  private volatile long sentAtNanos;
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
    sent(0);
    // while a stream waits for its next bytes OkHttp's write timeout must not run
    BodySender own = source.repeatable() ? sender : sender.throughOkHttp();
    WatchedChannel bytes = new WatchedChannel(source.channel(), own);
    own.send(bytes, observer, contentLength(), sink);
    sent(bytes.count);
    complete = true;
  }

  private void sent(long bytes) {
    sentAtNanos = System.nanoTime();
    sentBytes = bytes;
  }

  /** The bytes that the connection has taken since {@link #writeTo} began. */
  public long sentBytes() {
    return sentBytes;
  }

  /** When the connection took the last of these bytes, by {@link System#nanoTime}; 0 before. */
  public long sentAtNanos() {
    return sentAtNanos;
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
    private long count;

    WatchedChannel(ReadableByteChannel bytes, BodySender user) {
      this.bytes = bytes;
      this.user = user;
    }

    @Override
    public int read(ByteBuffer buffer) throws IOException {
      sent(count); // a chunk is read when the one before is sent
      boolean succeeded = false;
      try {
        int read = bytes.read(buffer);
        count += Math.max(0, read);
        succeeded = true;
        return read;
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
