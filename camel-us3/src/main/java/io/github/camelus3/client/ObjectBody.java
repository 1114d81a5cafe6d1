package io.github.camelus3.client;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.security.MessageDigest;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;

/**
 * Sends an {@link ObjectSource}, again if it is repeatable, and shows its bytes to an observer as
 * they pass. Tells a source that could not be read from a connection that could not be written.
 * Written by the thread that runs the call, read by the same thread afterwards.
 */
final class ObjectBody extends RequestBody {
  private final ObjectSource source;
  private final ByteObserver observer;
  private SendPath path = SendPath.PLAIN;
  private IOException sourceFailure;
  private boolean begun;
  private boolean complete;

  /** Sees the bytes of a body in order; one thread at a time calls it. */
  interface ByteObserver {
    ByteObserver NONE = bytes -> {};

    /** The next bytes: what is left in the buffer. */
    void update(ByteBuffer bytes);

    /** The body is sent from its first byte on, perhaps once more. */
    default void begin() {}

    /** Feeds a digest, from anew each time. */
    static ByteObserver of(MessageDigest digest) {
      return new ByteObserver() {
        @Override
        public void begin() {
          digest.reset();
        }

        @Override
        public void update(ByteBuffer bytes) {
          digest.update(bytes);
        }
      };
    }
  }

  ObjectBody(ObjectSource source, ByteObserver observer) {
    this.source = source;
    this.observer = observer;
  }

  /** Reads a source once and shows its bytes to an observer. */
  static void observe(ObjectSource source, ByteObserver observer) throws IOException {
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
  void sendBy(SendPath value) {
    path = value;
  }

  @Override
  public void writeTo(BufferedSink sink) throws IOException {
    observer.begin();
    begun = true;
    complete = false;
    sourceFailure = null;
    // a stream may be slow, which must not count as a connection that takes no more bytes
    SendPath own = source.repeatable() ? path : new SendPath(path.lanes(), null);
    own.send(new Watched(source.channel()), observer, contentLength(), sink);
    complete = true;
  }

  /** Whether any of the source was read. */
  boolean isBegun() {
    return begun;
  }

  /** Whether the source can be read again. */
  boolean isRepeatable() {
    return source.repeatable();
  }

  /** Whether all bytes of the source were handed over, the last time. */
  boolean complete() {
    return complete;
  }

  /** Why the source could not be read; null when it was not the source that failed. */
  IOException sourceFailure() {
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
