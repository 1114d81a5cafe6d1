package io.github.camelus3.client.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/**
 * A socket for uploads, over a channel that never blocks once it is connected. Any thread ends a
 * wait for the channel by {@link #close()} or {@link #end()}. A wait to send also ends when a
 * response arrives. One thread reads and writes.
 */
public final class UploadSocket extends Socket implements ExchangeSocket, RawConnection {
  private static final int CHECK_BYTES = 8 << 10;

  private final SocketChannel channel;
  private final Readiness readiness;
  private final DirectOutput output = new DirectOutput(new PlainOutlet());
  private final EarlyResponse early = new EarlyResponse();
  private final Input input = new Input();
  private boolean inExchange; // whether arriving bytes belong to a response

  private UploadSocket(SocketChannel channel) throws IOException {
    super(new ChannelSocketImpl(channel));
    this.channel = channel;
    this.readiness = new Readiness(channel);
  }

  /**
   * Opens a socket that is not connected. Nagle's algorithm is off, because it would hold back the
   * last bytes of a part.
   */
  public static UploadSocket open() throws IOException {
    SocketChannel channel = SocketChannel.open();
    try {
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      return new UploadSocket(channel);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  @Override
  public int timeoutMillis() throws IOException {
    return getSoTimeout();
  }

  @Override
  public void end() {
    readiness.end();
  }

  @Override
  public boolean isEnded() {
    return readiness.isEnded();
  }

  /** Closes the channel also before it is connected, which {@link Socket} does not. */
  @Override
  public void close() throws IOException {
    readiness.end();
    try {
      super.close();
    } finally {
      readiness.close();
    }
  }

  /** The output itself: the one that {@link Socket} wraps around it does not pass flush() on. */
  @Override
  public DirectOutput getOutputStream() {
    return output;
  }

  @Override
  public DirectOutput directOutput() {
    return output;
  }

  @Override
  public InputStream getInputStream() throws IOException {
    if (isClosed()) {
      throw new SocketException("Socket is closed");
    }
    return input;
  }

  @Override
  public void beginExchange() {
    inExchange = true;
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    int count = channel.read(target);
    while (count == 0) {
      readiness.await(SelectionKey.OP_READ, getSoTimeout());
      count = channel.read(target);
    }
    return count;
  }

  @Override
  public int readNow(ByteBuffer target) throws IOException {
    return channel.read(target);
  }

  @Override
  public void write(ByteBuffer bytes) throws IOException {
    channel.write(bytes);
  }

  @Override
  public boolean awaitRoom(boolean orInput, int timeoutMillis) throws IOException {
    int wanted = orInput ? SelectionKey.OP_WRITE | SelectionKey.OP_READ : SelectionKey.OP_WRITE;
    return (readiness.await(wanted, timeoutMillis) & SelectionKey.OP_READ) != 0;
  }

  private void checkForResponse() throws IOException {
    byte[] bytes = new byte[CHECK_BYTES];
    int count = channel.read(ByteBuffer.wrap(bytes));
    if (count < 0) {
      throw new EOFException("the peer closed the connection");
    }
    early.add(bytes, count);
    if (early.isFinal()) {
      throw new EarlyResponseException();
    }
  }

  @Override
  public boolean hasInput() throws IOException {
    if (early.isEmpty()) {
      byte[] one = new byte[1];
      int count = channel.read(ByteBuffer.wrap(one));
      if (count < 0) {
        return true;
      }
      early.add(one, count);
    }
    return !early.isEmpty();
  }

  /** The early bytes, then the channel. */
  private final class Input extends EarlyResponseInput {
    Input() {
      super(early);
    }

    @Override
    int readConnection(byte[] bytes, int offset, int length) throws IOException {
      return UploadSocket.this.read(ByteBuffer.wrap(bytes, offset, length));
    }

    /** 0 after {@link #end()}: unread bytes do not matter to a socket that is being closed. */
    @Override
    public int available() throws IOException {
      return readiness.isEnded()
          ? 0
          : early.available() + channel.socket().getInputStream().available();
    }

    @Override
    public void close() throws IOException {
      UploadSocket.this.close();
    }
  }

  private final class PlainOutlet implements Outlet {
    private long sentBytes;

    @Override
    public long write(ByteBuffer... buffers) throws IOException {
      long count = channel.write(buffers);
      sentBytes += count;
      return count;
    }

    @Override
    public long sentBytes() {
      return sentBytes;
    }

    @Override
    public boolean drain() {
      return true;
    }

    @Override
    public void awaitRoom(int timeoutMillis) throws IOException {
      if (UploadSocket.this.awaitRoom(inExchange, timeoutMillis)) {
        checkForResponse();
      }
    }

    @Override
    public boolean isEnded() {
      return readiness.isEnded();
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
