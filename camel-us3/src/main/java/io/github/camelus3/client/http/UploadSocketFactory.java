package io.github.camelus3.client.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import javax.net.SocketFactory;

/** Makes {@link UploadSocket}s. OkHttp asks for unconnected ones only. Thread safe. */
public final class UploadSocketFactory extends SocketFactory {
  @Override
  public Socket createSocket() throws IOException {
    return UploadSocket.open();
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return connect(new InetSocketAddress(host, port), null);
  }

  @Override
  public Socket createSocket(InetAddress address, int port) throws IOException {
    return connect(new InetSocketAddress(address, port), null);
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort)
      throws IOException {
    return connect(new InetSocketAddress(host, port), new InetSocketAddress(local, localPort));
  }

  @Override
  public Socket createSocket(InetAddress address, int port, InetAddress local, int localPort)
      throws IOException {
    return connect(new InetSocketAddress(address, port), new InetSocketAddress(local, localPort));
  }

  private static Socket connect(SocketAddress peer, SocketAddress local) throws IOException {
    Socket socket = UploadSocket.open();
    try {
      if (local != null) {
        socket.bind(local);
      }
      socket.connect(peer);
      return socket;
    } catch (IOException | RuntimeException e) {
      socket.close();
      throw e;
    }
  }
}
