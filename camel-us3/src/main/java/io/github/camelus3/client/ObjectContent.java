package io.github.camelus3.client;

import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * The content of an object, streamed from the service. Holds a connection until the caller closes
 * it. For one thread at a time.
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

  /** The object's metadata. */
  public ObjectInfo info() {
    return info;
  }

  /** The number of bytes in {@link #body()}; -1 when unknown. */
  public long contentLength() {
    return contentLength;
  }

  /**
   * The bytes. Reading throws {@link Us3TransportException} if the body ends too early or the
   * connection breaks.
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
