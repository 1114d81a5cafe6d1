package io.github.camelus3.client.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;

/**
 * A connection over a socket that is not an {@link UploadSocket}: a SOCKS proxy's. A write waits,
 * so a response is noticed after the request only.
 */
final class StreamConnection implements RawConnection {
  private static final int LOOK_MILLIS = 1;
  private static final int BUFFER_BYTES = 16 << 10;

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;
  private final byte[] buffer = new byte[BUFFER_BYTES];

  StreamConnection(Socket socket) throws IOException {
    this.socket = socket;
    this.in = socket.getInputStream();
    this.out = socket.getOutputStream();
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    int count = in.read(buffer, 0, Math.min(buffer.length, target.remaining()));
    if (count > 0) {
      target.put(buffer, 0, count);
    }
    return count;
  }

  @Override
  public int readNow(ByteBuffer target) throws IOException {
    int timeout = socket.getSoTimeout();
    socket.setSoTimeout(LOOK_MILLIS);
    try {
      return read(target);
    } catch (SocketTimeoutException nothing) {
      return 0;
    } finally {
      socket.setSoTimeout(timeout);
    }
  }

  @Override
  public void write(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      int count = Math.min(buffer.length, bytes.remaining());
      bytes.get(buffer, 0, count);
      out.write(buffer, 0, count);
    }
  }

  @Override
  public boolean awaitRoom(boolean orInput, int timeoutMillis) {
    return false; // a write has waited already
  }

  @Override
  public int timeoutMillis() throws IOException {
    return socket.getSoTimeout();
  }

  @Override
  public void end() throws IOException {
    socket.close();
  }

  @Override
  public boolean isEnded() {
    return socket.isClosed();
  }
}
