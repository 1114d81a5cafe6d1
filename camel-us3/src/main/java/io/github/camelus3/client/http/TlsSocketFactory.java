package io.github.camelus3.client.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocketFactory;

/**
 * Makes {@link TlsSocket}s from a TLS context. OkHttp asks for sockets over connected ones only.
 * Thread safe.
 */
public final class TlsSocketFactory extends SSLSocketFactory {
  private static final UploadSocketFactory CONNECTIONS = new UploadSocketFactory();

  private final SSLContext context;

  public TlsSocketFactory(SSLContext context) {
    this.context = context;
  }

  /** The socket closes {@code raw} whatever {@code autoClose} is. */
  @Override
  public Socket createSocket(Socket raw, String host, int port, boolean autoClose)
      throws IOException {
    try {
      SSLEngine engine = context.createSSLEngine(host, port);
      engine.setUseClientMode(true);
      return new TlsSocket(raw, engine, ConscryptTls.provides(context));
    } catch (IOException | RuntimeException | Error e) { // no memory outside the heap is an Error
      raw.close();
      throw e;
    }
  }

  @Override
  public String[] getDefaultCipherSuites() {
    return context.getDefaultSSLParameters().getCipherSuites();
  }

  @Override
  public String[] getSupportedCipherSuites() {
    return context.getSupportedSSLParameters().getCipherSuites();
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
