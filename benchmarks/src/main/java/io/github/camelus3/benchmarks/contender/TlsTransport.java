package io.github.camelus3.benchmarks.contender;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Blocking TLS sockets. They take arrays, so their buffers are on the heap. The cipher suite is the
 * one that camel-us3 negotiates with the sink.
 */
record TlsTransport(SSLSocketFactory sockets) implements RawTransport {
  private static final String[] PROTOCOLS = {"TLSv1.3"};
  private static final String[] SUITES = {"TLS_AES_128_GCM_SHA256"};

  @Override
  public ByteChannel connect(InetSocketAddress address) throws IOException {
    // by name: Conscrypt cannot tell the name of an InetAddress on JDK 17
    SSLSocket socket = (SSLSocket) sockets.createSocket(address.getHostString(), address.getPort());
    socket.setEnabledProtocols(PROTOCOLS);
    socket.setEnabledCipherSuites(SUITES);
    socket.setTcpNoDelay(true);
    socket.startHandshake();
    return new SocketStreams(socket);
  }

  @Override
  public ByteBuffer buffer(int bytes) {
    return ByteBuffer.allocate(bytes);
  }

  /** The streams of a socket as a channel for buffers on the heap. */
  private record SocketStreams(SSLSocket socket) implements ByteChannel {
    @Override
    public int read(ByteBuffer into) throws IOException {
      int count =
          socket
              .getInputStream()
              .read(into.array(), into.arrayOffset() + into.position(), into.remaining());
      into.position(into.position() + Math.max(0, count));
      return count;
    }

    @Override
    public int write(ByteBuffer from) throws IOException {
      int count = from.remaining();
      socket.getOutputStream().write(from.array(), from.arrayOffset() + from.position(), count);
      from.position(from.limit());
      return count;
    }

    @Override
    public boolean isOpen() {
      return !socket.isClosed();
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
