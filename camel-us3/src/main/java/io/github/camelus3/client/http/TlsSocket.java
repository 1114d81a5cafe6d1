package io.github.camelus3.client.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import javax.net.ssl.HandshakeCompletedListener;
import javax.net.ssl.SSLEngine;

/**
 * A TLS socket that any thread can close at any time, and that notices a response while it sends.
 *
 * <p>The JDK's socket holds a lock during a write, which its {@code close()} needs too. When a peer
 * stops reading, a timeout that closes the socket would block for ever; OkHttp has one thread for
 * the timeouts of the whole JVM. This socket encrypts with an {@link SSLEngine} instead, of the JDK
 * or of Conscrypt, and waits for the connection in {@link Readiness}. It is also faster, see {@link
 * TlsChannel}.
 */
final class TlsSocket extends DelegatingSslSocket implements ExchangeSocket {
  private static final int LOOK_BYTES = 8 << 10;

  private final RawConnection connection;
  private final TlsChannel channel;
  private final DirectOutput output = new DirectOutput(new EncryptedOutlet());
  private final EarlyResponse early = new EarlyResponse();
  private final Input input = new Input();

  /**
   * A socket over a connected one.
   *
   * @param engine a client's, before the handshake
   * @param isNative whether the engine's code is native
   */
  TlsSocket(Socket raw, SSLEngine engine, boolean isNative) throws IOException {
    super(raw, engine);
    this.connection = raw instanceof UploadSocket own ? own : new StreamConnection(raw);
    this.channel = new TlsChannel(engine, connection, isNative);
  }

  @Override
  public void startHandshake() throws IOException {
    channel.handshake();
  }

  /** Ends waits, notifies the peer unless the socket is in use, and closes the connection. */
  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      raw.close();
    }
  }

  @Override
  public DirectOutput getOutputStream() {
    return output;
  }

  /** Null over a {@link StreamConnection}, whose writes have OkHttp's timeout alone. */
  @Override
  public DirectOutput directOutput() {
    return connection instanceof StreamConnection ? null : output;
  }

  @Override
  public InputStream getInputStream() {
    return input;
  }

  @Override
  public void beginExchange() {
    // every byte that arrives during a request belongs to its response
  }

  @Override
  public boolean hasInput() throws IOException {
    return !early.isEmpty() || pull();
  }

  /**
   * Reads the bytes that are there, up to the beginning of a final response. Before that none may
   * be left in the channel: a wait for the connection does not notice them.
   *
   * @return whether there were any, or the end
   */
  private boolean pull() throws IOException {
    byte[] bytes = new byte[LOOK_BYTES];
    int count;
    boolean isAnything = false;
    do {
      count = channel.readNow(bytes);
      if (count > 0) {
        early.add(bytes, count);
      }
      isAnything |= count != 0;
    } while (count > 0 && !early.isFinal());
    return isAnything;
  }

  private void checkForResponse() throws IOException {
    int before = early.available();
    boolean isAnything = pull();
    if (early.isFinal()) {
      throw new EarlyResponseException();
    }
    if (isAnything && early.available() == before) {
      throw new EOFException("the peer closed the connection");
    }
  }

  /** Not supported: OkHttp has no listeners. */
  @Override
  public void addHandshakeCompletedListener(HandshakeCompletedListener listener) {
    throw new UnsupportedOperationException("handshake listeners are not supported");
  }

  /** Not supported: OkHttp has no listeners. */
  @Override
  public void removeHandshakeCompletedListener(HandshakeCompletedListener listener) {
    throw new UnsupportedOperationException("handshake listeners are not supported");
  }

  /** Not supported: TLS ends both directions together. */
  @Override
  public void shutdownInput() {
    throw new UnsupportedOperationException("half of a TLS connection cannot be closed");
  }

  /** Not supported: TLS ends both directions together. */
  @Override
  public void shutdownOutput() {
    throw new UnsupportedOperationException("half of a TLS connection cannot be closed");
  }

  /** The early bytes, then the rest. */
  private final class Input extends EarlyResponseInput {
    Input() {
      super(early);
    }

    @Override
    int readConnection(byte[] bytes, int offset, int length) throws IOException {
      return channel.read(bytes, offset, length);
    }

    @Override
    public int available() {
      return early.available() + channel.available();
    }

    @Override
    public void close() throws IOException {
      TlsSocket.this.close();
    }
  }

  private final class EncryptedOutlet implements Outlet {
    @Override
    public long write(ByteBuffer... buffers) throws IOException {
      return channel.write(buffers);
    }

    @Override
    public boolean drain() throws IOException {
      return channel.drain();
    }

    @Override
    public long sentBytes() {
      return channel.sentBytes();
    }

    @Override
    public void awaitRoom(int timeoutMillis) throws IOException {
      if (connection.awaitRoom(true, timeoutMillis)) {
        checkForResponse();
      }
    }

    @Override
    public boolean isEnded() {
      return connection.isEnded();
    }

    @Override
    public void close() throws IOException {
      TlsSocket.this.close();
    }
  }
}
