package io.github.camelus3.client.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import javax.net.ssl.SSLSocket;

/**
 * A TLS socket that any thread can close at any time, and that notices a response while it sends.
 *
 * <p>The JDK's socket holds a lock during a write, which its {@code close()} needs too. When a peer
 * stops reading, a timeout that closes the socket would block for ever; OkHttp has one thread for
 * the timeouts of the whole JVM. This socket holds no lock while a write waits: it encrypts into
 * memory and sends afterwards.
 *
 * <p>Over a socket that is not an {@link UploadSocket} (a SOCKS proxy's) only the closing is safe:
 * the connection is closed first, without TLS's close notification.
 */
final class TlsSocket extends DelegatingSslSocket implements ExchangeSocket {
  /** At most one TLS record, which fits into the buffer of {@link DirectOutput}. */
  private static final int PIECE_BYTES = 16 << 10;

  private static final int LOOK_BYTES = 8 << 10;

  private final Socket raw;
  private final UploadSocket own; // raw; null if it is another kind of socket
  private final EarlyResponse early = new EarlyResponse();

  TlsSocket(SSLSocket tls, Socket raw) {
    super(tls);
    this.raw = raw;
    this.own = raw instanceof UploadSocket upload ? upload : null;
  }

  @Override
  public void close() throws IOException {
    if (own != null) {
      own.end();
    } else {
      raw.close();
    }
    try {
      tls.close();
    } finally {
      raw.close();
    }
  }

  @Override
  public void beginExchange() {
    // every byte that arrives during a request belongs to its response
  }

  @Override
  public boolean hasInput() throws IOException {
    return !early.isEmpty() || pull();
  }

  /** Reads the bytes that are there; whether there were any, or the end. */
  private boolean pull() throws IOException {
    byte[] bytes = new byte[LOOK_BYTES];
    int count = readNow(bytes);
    if (count > 0) {
      early.add(bytes, count);
    }
    return count != 0;
  }

  /** Reads without a wait; 0 also after records without data, such as session tickets. */
  private int readNow(byte[] bytes) throws IOException {
    if (own == null) {
      return readWithin(1, bytes);
    }
    own.setImpatient(true);
    try {
      return tls.getInputStream().read(bytes);
    } catch (SocketTimeoutException nothing) {
      return 0;
    } finally {
      own.setImpatient(false);
    }
  }

  private int readWithin(int millis, byte[] bytes) throws IOException {
    int timeout = tls.getSoTimeout();
    tls.setSoTimeout(millis);
    try {
      return tls.getInputStream().read(bytes);
    } catch (SocketTimeoutException nothing) {
      return 0;
    } finally {
      tls.setSoTimeout(timeout);
    }
  }

  @Override
  public InputStream getInputStream() throws IOException {
    return new Input(tls.getInputStream());
  }

  @Override
  public OutputStream getOutputStream() throws IOException {
    OutputStream out = tls.getOutputStream();
    return own == null ? out : new Output(out);
  }

  /** The early bytes, then the rest. */
  private final class Input extends EarlyResponseInput {
    private final InputStream in;

    Input(InputStream in) {
      super(early);
      this.in = in;
    }

    @Override
    int readConnection(byte[] bytes, int offset, int length) throws IOException {
      return in.read(bytes, offset, length);
    }

    @Override
    public int available() throws IOException {
      return early.available() + in.available();
    }

    @Override
    public void close() throws IOException {
      TlsSocket.this.close();
    }
  }

  /** Encrypts into memory, then sends. */
  private final class Output extends OutputStream {
    private final OutputStream out;

    Output(OutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      for (int done = 0; done < length; done += PIECE_BYTES) {
        own.getOutputStream().hold();
        try {
          out.write(bytes, offset + done, Math.min(PIECE_BYTES, length - done));
        } finally {
          own.getOutputStream().release();
        }
        send();
      }
    }

    private void send() throws IOException {
      while (!own.getOutputStream().sendWithoutWait()) {
        if (own.awaitRoomOrInput()) {
          checkForResponse();
        }
      }
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

    @Override
    public void flush() throws IOException {
      out.flush();
    }

    @Override
    public void close() throws IOException {
      TlsSocket.this.close();
    }
  }
}
