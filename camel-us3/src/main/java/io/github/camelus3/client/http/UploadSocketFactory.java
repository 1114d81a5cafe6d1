package io.github.camelus3.client.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;

/** Makes {@link UploadSocket}s. */
public final class UploadSocketFactory extends SocketFactory {
  @Override
  public Socket createSocket() throws IOException {
    return UploadSocket.open();
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
}
