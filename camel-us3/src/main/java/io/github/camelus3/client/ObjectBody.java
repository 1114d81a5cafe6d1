package io.github.camelus3.client;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
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
  private IOException sourceFailure;
  private boolean begun;
  private boolean complete;

  /** Sees the bytes of a body in order. */
  interface ByteObserver {
    ByteObserver NONE = (bytes, offset, length) -> {};

    void update(byte[] bytes, int offset, int length);

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
        public void update(byte[] bytes, int offset, int length) {
          digest.update(bytes, offset, length);
        }
      };
    }
  }

  ObjectBody(ObjectSource source, ByteObserver observer) {
    this.source = source;
    this.observer = observer;
  }

  /** An output that goes nowhere but is observed. */
  static OutputStream observing(ByteObserver observer) {
    return new ObservedOutput(OutputStream.nullOutputStream(), observer);
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

  @Override
  public void writeTo(BufferedSink sink) throws IOException {
    ObservedOutput out = new ObservedOutput(sink.outputStream(), observer);
    observer.begin();
    begun = true;
    complete = false;
    sourceFailure = null;
    try {
      source.writeTo(out);
      complete = true;
    } catch (IOException e) {
      if (e != out.failure) {
        sourceFailure = e;
      }
      throw e;
    }
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

  private static final class ObservedOutput extends FilterOutputStream {
    private final ByteObserver observer;
    private IOException failure;

    ObservedOutput(OutputStream out, ByteObserver observer) {
      super(out);
      this.observer = observer;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      try {
        out.write(bytes, offset, length);
      } catch (IOException e) {
        failure = e;
        throw e;
      }
      observer.update(bytes, offset, length);
    }
  }
}
