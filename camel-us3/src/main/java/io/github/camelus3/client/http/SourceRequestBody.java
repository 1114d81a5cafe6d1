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
 * Sends an {@link ObjectSource}, again if it is repeatable, and shows its bytes to an observer as
 * they pass. Tells a source that could not be read from a connection that could not be written.
 * Written by the thread that runs the call, read by the same thread afterwards.
 */
public final class SourceRequestBody extends RequestBody {
  private final ObjectSource source;
  private final ByteObserver observer;
  private BodySender path = BodySender.PLAIN;
  private IOException sourceFailure;
  private boolean begun;
  private boolean complete;

  public SourceRequestBody(ObjectSource source, ByteObserver observer) {
    this.source = source;
    this.observer = observer;
  }

  /** Reads a source once and shows its bytes to an observer. */
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

  /** True: OkHttp never sends a body twice; whoever may repeat a request makes a new one. */
  @Override
  public boolean isOneShot() {
    return true;
  }

  /** How the next {@link #writeTo} sends; known once there is a connection. */
  void sendBy(BodySender value) {
    path = value;
  }

  @Override
  public void writeTo(BufferedSink sink) throws IOException {
    observer.begin();
    begun = true;
    complete = false;
    sourceFailure = null;
    // a stream may be slow, which must not count as a connection that takes no more bytes
    BodySender own = source.repeatable() ? path : new BodySender(path.lanes(), null);
    own.send(new Watched(source.channel()), observer, contentLength(), sink);
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

  /** Whether all bytes of the source were handed over, the last time. */
  public boolean complete() {
    return complete;
  }

  /** Why the source could not be read; null when it was not the source that failed. */
  public IOException sourceFailure() {
    return sourceFailure;
  }

  /** The source's bytes; notes when they cannot be read. */
  private final class Watched extends SourceChannel {
    private final ReadableByteChannel bytes;

    Watched(ReadableByteChannel bytes) {
      this.bytes = bytes;
    }

    @Override
    public int read(ByteBuffer buffer) throws IOException {
      try {
        return bytes.read(buffer);
      } catch (IOException e) {
        sourceFailure = e;
        throw e;
      }
    }
  }
}
