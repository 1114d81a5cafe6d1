package io.github.camelus3.client.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Wraps the sockets of another factory, the JDK's or a user's, into {@link TlsSocket}s. OkHttp asks
 * for sockets over connected ones only. Thread safe if the other factory is.
 */
public final class TlsSocketFactory extends SSLSocketFactory {
  private static final UploadSocketFactory CONNECTIONS = new UploadSocketFactory();

  private final SSLSocketFactory factory;

  public TlsSocketFactory(SSLSocketFactory factory) {
    this.factory = factory;
  }

  @Override
  public Socket createSocket(Socket raw, String host, int port, boolean autoClose)
      throws IOException {
    return new TlsSocket((SSLSocket) factory.createSocket(raw, host, port, autoClose), raw);
  }

  @Override
  public String[] getDefaultCipherSuites() {
    return factory.getDefaultCipherSuites();
  }

  @Override
  public String[] getSupportedCipherSuites() {
    return factory.getSupportedCipherSuites();
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return createSocket(CONNECTIONS.createSocket(host, port), host, port, true);
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort)
      throws IOException {
    Socket raw = CONNECTIONS.createSocket(host, port, local, localPort);
    return createSocket(raw, host, port, true);
  }

  @Override
  public Socket createSocket(InetAddress address, int port) throws IOException {
    Socket raw = CONNECTIONS.createSocket(address, port);
    return createSocket(raw, address.getHostAddress(), port, true);
  }

  @Override
  public Socket createSocket(InetAddress address, int port, InetAddress local, int localPort)
      throws IOException {
    Socket raw = CONNECTIONS.createSocket(address, port, local, localPort);
    return createSocket(raw, address.getHostAddress(), port, true);
  }
}
