package io.github.camelus3.client.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** Makes {@link TlsSocket}s of what another factory makes, whoever has chosen that. */
public final class TlsSocketFactory extends SSLSocketFactory {
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
    throw notLayered();
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort)
      throws IOException {
    throw notLayered();
  }

  @Override
  public Socket createSocket(InetAddress address, int port) throws IOException {
    throw notLayered();
  }

  @Override
  public Socket createSocket(InetAddress address, int port, InetAddress local, int localPort)
      throws IOException {
    throw notLayered();
  }

  private static IOException notLayered() {
    return new IOException("OkHttp asks for sockets over connected ones only");
  }
}
