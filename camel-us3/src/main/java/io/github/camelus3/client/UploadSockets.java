package io.github.camelus3.client;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;

/**
 * Sockets made for sending much. They send at once, because otherwise the last bytes of a part wait
 * for the peer's delayed acknowledgement, about 40 ms; and they gather what OkHttp writes in pieces
 * of 8 KiB, each of which would be a system call of its own.
 */
final class UploadSockets extends SocketFactory {
  /** Measured: 64 KiB is 5 % slower, 512 KiB is not faster by as much. */
  private static final int OUTPUT_BUFFER_BYTES = 128 << 10;

  @Override
  public Socket createSocket() throws IOException {
    Socket socket = new BufferedSocket();
    socket.setTcpNoDelay(true);
    return socket;
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    throw notConnected();
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort)
      throws IOException {
    throw notConnected();
  }

  @Override
  public Socket createSocket(InetAddress address, int port) throws IOException {
    throw notConnected();
  }

  @Override
  public Socket createSocket(InetAddress address, int port, InetAddress local, int localPort)
      throws IOException {
    throw notConnected();
  }

  private static IOException notConnected() {
    return new IOException("OkHttp asks for unconnected sockets only");
  }

  private static final class BufferedSocket extends Socket {
    private OutputStream out; // guarded by this

    @Override
    public synchronized OutputStream getOutputStream() throws IOException {
      if (out == null) {
        out = new BufferedOutputStream(super.getOutputStream(), OUTPUT_BUFFER_BYTES);
      }
      return out;
    }
  }
}
