package io.github.camelus3.client.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketOption;
import java.net.SocketTimeoutException;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import javax.net.ssl.HandshakeCompletedListener;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;

/**
 * A socket with TLS that can be closed at any time. The JDK's holds a lock while it writes, which
 * its {@code close()} wants too: with a peer that reads no more, a timeout that closes would wait
 * for ever, and OkHttp has one thread for the timeouts of the whole JVM. Here no lock is held while
 * a write waits: TLS writes to memory, what it wrote is sent afterwards. And while it waits, a
 * response is looked for.
 *
 * <p>Over a socket that is not ours (a SOCKS proxy's) only closing is safe: the connection goes
 * first, and TLS cannot say goodbye.
 */
final class TlsSocket extends SSLSocket implements ExchangeSocket {
  /** So that what TLS makes of it fits into the memory of the output below. */
  private static final int PIECE_BYTES = 16 << 10;

  private static final int LOOK_BYTES = 8 << 10;

  private final SSLSocket tls;
  private final Socket raw;
  private final UploadSocket own; // the same; null if it is not ours
  private final EarlyResponse early = new EarlyResponse();

  TlsSocket(SSLSocket tls, Socket raw) {
    this.tls = tls;
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
    // nothing but a response is looked for
  }

  @Override
  public boolean hasInput() throws IOException {
    return !early.isEmpty() || pull();
  }

  /** Reads what is there; whether it was anything, or the end. */
  private boolean pull() throws IOException {
    byte[] bytes = new byte[LOOK_BYTES];
    int count = readNow(bytes);
    if (count > 0) {
      early.add(bytes, count);
    }
    return count != 0;
  }

  /** What TLS alone has to say, such as a session's ticket, is not something to read. */
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

  /** What was read early, then the rest. */
  private final class Input extends InputStream {
    private final InputStream in;

    Input(InputStream in) {
      this.in = in;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      return early.isEmpty() || length == 0
          ? in.read(bytes, offset, length)
          : early.take(bytes, offset, length);
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

  /** Sends what TLS has written to memory. */
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
          look();
        }
      }
    }

    private void look() throws IOException {
      int before = early.available();
      boolean isAnything = pull();
      if (early.isFinal()) {
        throw new EarlyResponseException();
      }
      if (isAnything && early.available() == before) {
        throw new EOFException("the other side has ended the connection");
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

  @Override
  public void connect(SocketAddress endpoint) throws IOException {
    tls.connect(endpoint);
  }

  @Override
  public void connect(SocketAddress endpoint, int timeout) throws IOException {
    tls.connect(endpoint, timeout);
  }

  @Override
  public void bind(SocketAddress bindpoint) throws IOException {
    tls.bind(bindpoint);
  }

  @Override
  public InetAddress getInetAddress() {
    return tls.getInetAddress();
  }

  @Override
  public InetAddress getLocalAddress() {
    return tls.getLocalAddress();
  }

  @Override
  public int getPort() {
    return tls.getPort();
  }

  @Override
  public int getLocalPort() {
    return tls.getLocalPort();
  }

  @Override
  public SocketAddress getRemoteSocketAddress() {
    return tls.getRemoteSocketAddress();
  }

  @Override
  public SocketAddress getLocalSocketAddress() {
    return tls.getLocalSocketAddress();
  }

  @Override
  public SocketChannel getChannel() {
    return tls.getChannel();
  }

  @Override
  public void setTcpNoDelay(boolean on) throws SocketException {
    tls.setTcpNoDelay(on);
  }

  @Override
  public boolean getTcpNoDelay() throws SocketException {
    return tls.getTcpNoDelay();
  }

  @Override
  public void setSoLinger(boolean on, int linger) throws SocketException {
    tls.setSoLinger(on, linger);
  }

  @Override
  public int getSoLinger() throws SocketException {
    return tls.getSoLinger();
  }

  @Override
  public void sendUrgentData(int data) throws IOException {
    tls.sendUrgentData(data);
  }

  @Override
  public void setOOBInline(boolean on) throws SocketException {
    tls.setOOBInline(on);
  }

  @Override
  public boolean getOOBInline() throws SocketException {
    return tls.getOOBInline();
  }

  @Override
  public void setSoTimeout(int timeout) throws SocketException {
    tls.setSoTimeout(timeout);
  }

  @Override
  public int getSoTimeout() throws SocketException {
    return tls.getSoTimeout();
  }

  @Override
  public void setSendBufferSize(int size) throws SocketException {
    tls.setSendBufferSize(size);
  }

  @Override
  public int getSendBufferSize() throws SocketException {
    return tls.getSendBufferSize();
  }

  @Override
  public void setReceiveBufferSize(int size) throws SocketException {
    tls.setReceiveBufferSize(size);
  }

  @Override
  public int getReceiveBufferSize() throws SocketException {
    return tls.getReceiveBufferSize();
  }

  @Override
  public void setKeepAlive(boolean on) throws SocketException {
    tls.setKeepAlive(on);
  }

  @Override
  public boolean getKeepAlive() throws SocketException {
    return tls.getKeepAlive();
  }

  @Override
  public void setTrafficClass(int tc) throws SocketException {
    tls.setTrafficClass(tc);
  }

  @Override
  public int getTrafficClass() throws SocketException {
    return tls.getTrafficClass();
  }

  @Override
  public void setReuseAddress(boolean on) throws SocketException {
    tls.setReuseAddress(on);
  }

  @Override
  public boolean getReuseAddress() throws SocketException {
    return tls.getReuseAddress();
  }

  @Override
  public void shutdownInput() throws IOException {
    tls.shutdownInput();
  }

  @Override
  public void shutdownOutput() throws IOException {
    tls.shutdownOutput();
  }

  @Override
  public boolean isConnected() {
    return tls.isConnected();
  }

  @Override
  public boolean isBound() {
    return tls.isBound();
  }

  @Override
  public boolean isClosed() {
    return tls.isClosed();
  }

  @Override
  public boolean isInputShutdown() {
    return tls.isInputShutdown();
  }

  @Override
  public boolean isOutputShutdown() {
    return tls.isOutputShutdown();
  }

  @Override
  public void setPerformancePreferences(int connectionTime, int latency, int bandwidth) {
    tls.setPerformancePreferences(connectionTime, latency, bandwidth);
  }

  @Override
  public <T> Socket setOption(SocketOption<T> name, T value) throws IOException {
    tls.setOption(name, value);
    return this;
  }

  @Override
  public <T> T getOption(SocketOption<T> name) throws IOException {
    return tls.getOption(name);
  }

  @Override
  public Set<SocketOption<?>> supportedOptions() {
    return tls.supportedOptions();
  }

  @Override
  public String[] getSupportedCipherSuites() {
    return tls.getSupportedCipherSuites();
  }

  @Override
  public String[] getEnabledCipherSuites() {
    return tls.getEnabledCipherSuites();
  }

  @Override
  public void setEnabledCipherSuites(String[] suites) {
    tls.setEnabledCipherSuites(suites);
  }

  @Override
  public String[] getSupportedProtocols() {
    return tls.getSupportedProtocols();
  }

  @Override
  public String[] getEnabledProtocols() {
    return tls.getEnabledProtocols();
  }

  @Override
  public void setEnabledProtocols(String[] protocols) {
    tls.setEnabledProtocols(protocols);
  }

  @Override
  public SSLSession getSession() {
    return tls.getSession();
  }

  @Override
  public SSLSession getHandshakeSession() {
    return tls.getHandshakeSession();
  }

  @Override
  public void addHandshakeCompletedListener(HandshakeCompletedListener listener) {
    tls.addHandshakeCompletedListener(listener);
  }

  @Override
  public void removeHandshakeCompletedListener(HandshakeCompletedListener listener) {
    tls.removeHandshakeCompletedListener(listener);
  }

  @Override
  public void startHandshake() throws IOException {
    tls.startHandshake();
  }

  @Override
  public void setUseClientMode(boolean mode) {
    tls.setUseClientMode(mode);
  }

  @Override
  public boolean getUseClientMode() {
    return tls.getUseClientMode();
  }

  @Override
  public void setNeedClientAuth(boolean need) {
    tls.setNeedClientAuth(need);
  }

  @Override
  public boolean getNeedClientAuth() {
    return tls.getNeedClientAuth();
  }

  @Override
  public void setWantClientAuth(boolean want) {
    tls.setWantClientAuth(want);
  }

  @Override
  public boolean getWantClientAuth() {
    return tls.getWantClientAuth();
  }

  @Override
  public void setEnableSessionCreation(boolean flag) {
    tls.setEnableSessionCreation(flag);
  }

  @Override
  public boolean getEnableSessionCreation() {
    return tls.getEnableSessionCreation();
  }

  @Override
  public SSLParameters getSSLParameters() {
    return tls.getSSLParameters();
  }

  @Override
  public void setSSLParameters(SSLParameters params) {
    tls.setSSLParameters(params);
  }

  @Override
  public String getApplicationProtocol() {
    return tls.getApplicationProtocol();
  }

  @Override
  public String getHandshakeApplicationProtocol() {
    return tls.getHandshakeApplicationProtocol();
  }

  @Override
  public void setHandshakeApplicationProtocolSelector(
      BiFunction<SSLSocket, List<String>, String> selector) {
    tls.setHandshakeApplicationProtocolSelector(selector);
  }

  @Override
  public BiFunction<SSLSocket, List<String>, String> getHandshakeApplicationProtocolSelector() {
    return tls.getHandshakeApplicationProtocolSelector();
  }

  @Override
  public String toString() {
    return tls.toString();
  }
}
