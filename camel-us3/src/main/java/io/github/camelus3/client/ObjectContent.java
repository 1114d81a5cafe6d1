package io.github.camelus3.client;

import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * The bytes of an object as they arrive. Holds a connection until it is closed; whoever asked for
 * it closes it. For one thread at a time.
 */
public final class ObjectContent implements Closeable {
  private final ObjectInfo info;
  private final long contentLength;
  private final InputStream body;

  ObjectContent(ObjectInfo info, long contentLength, InputStream body) {
    this.info = info;
    this.contentLength = contentLength;
    this.body = new TransportErrors(body, new ApiCall("GetFile", info.bucket(), info.key()));
  }

  /** What the service says of the object. */
  public ObjectInfo info() {
    return info;
  }

  /** The number of bytes that {@link #body()} gives; -1 when the service did not say. */
  public long contentLength() {
    return contentLength;
  }

  /**
   * The bytes. A body that ends too early, or a connection that breaks, is a {@link
   * Us3TransportException}, never the end of the stream.
   */
  public InputStream body() {
    return body;
  }

  @Override
  public void close() throws IOException {
    body.close();
  }

  private static final class TransportErrors extends FilterInputStream {
    private final ApiCall call;

    TransportErrors(InputStream in, ApiCall call) {
      super(in);
      this.call = call;
    }

    @Override
    public int read() throws IOException {
      try {
        return in.read();
      } catch (IOException e) {
        throw new Us3TransportException(call, true, e);
      }
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      try {
        return in.read(bytes, offset, length);
      } catch (IOException e) {
        throw new Us3TransportException(call, true, e);
      }
    }

    @Override
    public long skip(long count) throws IOException {
      try {
        return in.skip(count);
      } catch (IOException e) {
        throw new Us3TransportException(call, true, e);
      }
    }
  }
}
