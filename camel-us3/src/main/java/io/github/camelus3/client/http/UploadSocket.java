package io.github.camelus3.client.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/**
 * A socket for uploads, over a channel that never blocks once it is connected. Any thread ends a
 * wait for the channel by {@link #close()} or {@link #end()}. A wait to send also ends when a
 * response arrives. One thread reads and writes.
 */
public final class UploadSocket extends Socket implements ExchangeSocket {
  private static final int CHECK_BYTES = 8 << 10;

  private final SocketChannel channel;
  private final Readiness readiness;
  private final DirectOutput output;
  private final EarlyResponse early = new EarlyResponse();
  private final Input input = new Input();
  private boolean inExchange; // whether arriving bytes belong to a response
  private boolean impatient; // whether a read must not wait

  private UploadSocket(SocketChannel channel, Readiness readiness, DirectOutput output)
      throws IOException {
    super(new ChannelSocketImpl(channel, output));
    this.channel = channel;
    this.readiness = readiness;
    this.output = output;
    output.whenStalled(this::stalled);
  }

  /**
   * Opens a socket that is not connected. Nagle's algorithm is off, because it would hold back the
   * last bytes of a part.
   */
  public static UploadSocket open() throws IOException {
    SocketChannel channel = SocketChannel.open();
    try {
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      Readiness readiness = new Readiness(channel);
      return new UploadSocket(channel, readiness, new DirectOutput(channel, readiness));
    } catch (IOException | Error e) { // no memory outside the heap is an Error
      channel.close();
      throw e;
    }
  }

  /** Ends the waits for this socket, so that a thread that holds a lock during one releases it. */
  void end() {
    readiness.end();
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

  /** Waits until more can be sent. */
  private void stalled() throws IOException {
    int wanted = inExchange ? SelectionKey.OP_WRITE | SelectionKey.OP_READ : SelectionKey.OP_WRITE;
    int ready = readiness.await(wanted, 0);
    if ((ready & SelectionKey.OP_READ) != 0) {
      checkForResponse();
    }
  }

  /** Waits until the channel takes or has bytes; whether it has some. */
  boolean awaitRoomOrInput() throws IOException {
    int ready = readiness.await(SelectionKey.OP_WRITE | SelectionKey.OP_READ, 0);
    return (ready & SelectionKey.OP_READ) != 0;
  }

  /** Lets reads fail with a {@link SocketTimeoutException} instead of waiting. */
  void setImpatient(boolean value) {
    impatient = value;
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
      ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
      int count = channel.read(buffer);
      while (count == 0) {
        if (impatient) {
          throw new SocketTimeoutException("nothing to read now");
        }
        readiness.await(SelectionKey.OP_READ, getSoTimeout());
        count = channel.read(buffer);
      }
      return count;
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
}
