package io.github.camelus3.benchmarks.sink;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;

/**
 * The server's side of TLS over a blocking socket. Both directions use direct buffers, from which
 * Conscrypt works without a copy. Not thread safe.
 */
final class TlsChannel implements ByteChannel {
  private static final int BUFFER_BYTES = 256 << 10;
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final SocketChannel socket;
  private final SSLEngine engine;
  private final ByteBuffer received = ByteBuffer.allocateDirect(BUFFER_BYTES).limit(0);
  private final ByteBuffer sealed;

  private TlsChannel(SocketChannel socket, SSLEngine engine) {
    this.socket = socket;
    this.engine = engine;
    this.sealed = ByteBuffer.allocateDirect(engine.getSession().getPacketBufferSize());
  }

  /** Does the handshake. */
  static TlsChannel accept(SocketChannel socket, SSLContext context) throws IOException {
    SSLEngine engine = context.createSSLEngine();
    engine.setUseClientMode(false);
    TlsChannel channel = new TlsChannel(socket, engine);
    engine.beginHandshake();
    channel.shakeHands();
    return channel;
  }

  /** TLS version and cipher suite. */
  String cipher() {
    return engine.getSession().getProtocol() + ' ' + engine.getSession().getCipherSuite();
  }

  private void shakeHands() throws IOException {
    ByteBuffer none = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize());
    HandshakeStatus status = engine.getHandshakeStatus();
    while (status != HandshakeStatus.NOT_HANDSHAKING && status != HandshakeStatus.FINISHED) {
      switch (status) {
        case NEED_TASK -> engine.getDelegatedTask().run();
        case NEED_WRAP -> wrap(NOTHING);
        default -> {
          Status result = engine.unwrap(received, none).getStatus();
          if (result == Status.CLOSED || (result == Status.BUFFER_UNDERFLOW && !fill())) {
            throw new SSLException("the client has closed the connection in the handshake");
          }
        }
      }
      status = engine.getHandshakeStatus();
    }
  }

  /**
   * Reads at least one byte, and as many whole records as are here and fit.
   *
   * @param into a buffer with room for a record
   */
  @Override
  public int read(ByteBuffer into) throws IOException {
    int before = into.position();
    while (true) {
      SSLEngineResult result = engine.unwrap(received, into);
      if (result.getStatus() == Status.OK) {
        shakeHands(); // after a key update
        continue;
      }
      if (into.position() > before) {
        return into.position() - before;
      }
      if (result.getStatus() == Status.BUFFER_OVERFLOW) {
        throw new IOException("the buffer must have room for a record: " + into.remaining());
      }
      if (result.getStatus() == Status.CLOSED || !fill()) {
        return -1;
      }
    }
  }

  /** Reads from the socket; returns false at its end. */
  private boolean fill() throws IOException {
    received.compact();
    int count = socket.read(received);
    received.flip();
    return count >= 0;
  }

  @Override
  public int write(ByteBuffer from) throws IOException {
    int before = from.position();
    while (from.hasRemaining()) {
      wrap(from);
    }
    return from.position() - before;
  }

  private void wrap(ByteBuffer from) throws IOException {
    sealed.clear();
    Status status = engine.wrap(from, sealed).getStatus();
    if (status != Status.OK) {
      throw new SSLException("wrap must be OK: " + status);
    }
    sealed.flip();
    while (sealed.hasRemaining()) {
      socket.write(sealed);
    }
  }

  @Override
  public boolean isOpen() {
    return socket.isOpen();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
