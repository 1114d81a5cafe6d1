package io.github.camelus3.client.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketImpl;
import java.net.SocketOptions;
import java.nio.channels.SocketChannel;

/** A client's socket over a {@link SocketChannel}, which can send from outside the heap. */
final class ChannelSocketImpl extends SocketImpl {
  private final SocketChannel channel;
  private final Socket socket; // the channel's own view of itself

  ChannelSocketImpl(SocketChannel channel) {
    this.channel = channel;
    this.socket = channel.socket();
  }

  @Override
  protected void create(boolean stream) {}

  @Override
  protected void connect(String host, int port) throws IOException {
    connect(new InetSocketAddress(host, port), 0);
  }

  @Override
  protected void connect(InetAddress address, int port) throws IOException {
    connect(new InetSocketAddress(address, port), 0);
  }

  @Override
  protected void connect(SocketAddress address, int timeoutMillis) throws IOException {
    socket.connect(address, timeoutMillis);
    channel.configureBlocking(false); // waits use Readiness, which another thread can end
    this.address = socket.getInetAddress();
    this.port = socket.getPort();
    this.localport = socket.getLocalPort();
  }

  @Override
  protected void bind(InetAddress host, int port) throws IOException {
    socket.bind(new InetSocketAddress(host, port));
    this.localport = socket.getLocalPort();
  }

  @Override
  protected void listen(int backlog) throws IOException {
    throw new SocketException("not a server's socket");
  }

  @Override
  protected void accept(SocketImpl accepted) throws IOException {
    throw new SocketException("not a server's socket");
  }

  @Override
  protected InputStream getInputStream() throws IOException {
    throw new SocketException("the streams are those of UploadSocket");
  }

  @Override
  protected OutputStream getOutputStream() throws IOException {
    throw new SocketException("the streams are those of UploadSocket");
  }

  @Override
  protected int available() throws IOException {
    return socket.getInputStream().available();
  }

  @Override
  protected void close() throws IOException {
    channel.close();
  }

  @Override
  protected void shutdownInput() throws IOException {
    channel.shutdownInput();
  }

  @Override
  protected void shutdownOutput() throws IOException {
    channel.shutdownOutput();
  }

  @Override
  protected void sendUrgentData(int data) throws IOException {
    socket.sendUrgentData(data);
  }

  @Override
  public void setOption(int option, Object value) throws SocketException {
    switch (option) {
      case SocketOptions.SO_TIMEOUT -> socket.setSoTimeout((Integer) value);
      case SocketOptions.TCP_NODELAY -> socket.setTcpNoDelay((Boolean) value);
      case SocketOptions.SO_KEEPALIVE -> socket.setKeepAlive((Boolean) value);
      case SocketOptions.SO_REUSEADDR -> socket.setReuseAddress((Boolean) value);
      case SocketOptions.SO_SNDBUF -> socket.setSendBufferSize((Integer) value);
      case SocketOptions.SO_RCVBUF -> socket.setReceiveBufferSize((Integer) value);
      case SocketOptions.IP_TOS -> socket.setTrafficClass((Integer) value);
      case SocketOptions.SO_LINGER -> setLinger(value);
      default -> throw new SocketException("no such option of a client's socket: " + option);
    }
  }

  /** {@link Socket} gives -1 or false to turn it off, else the seconds. */
  private void setLinger(Object value) throws SocketException {
    boolean isOn = value instanceof Integer seconds && seconds >= 0;
    socket.setSoLinger(isOn, isOn ? (Integer) value : 0);
  }

  @Override
  public Object getOption(int option) throws SocketException {
    return switch (option) {
      case SocketOptions.SO_TIMEOUT -> socket.getSoTimeout();
      case SocketOptions.TCP_NODELAY -> socket.getTcpNoDelay();
      case SocketOptions.SO_KEEPALIVE -> socket.getKeepAlive();
      case SocketOptions.SO_REUSEADDR -> socket.getReuseAddress();
      case SocketOptions.SO_SNDBUF -> socket.getSendBufferSize();
      case SocketOptions.SO_RCVBUF -> socket.getReceiveBufferSize();
      case SocketOptions.IP_TOS -> socket.getTrafficClass();
      case SocketOptions.SO_LINGER -> socket.getSoLinger();
      case SocketOptions.SO_BINDADDR -> socket.getLocalAddress();
      default -> throw new SocketException("no such option of a client's socket: " + option);
    };
  }
}
