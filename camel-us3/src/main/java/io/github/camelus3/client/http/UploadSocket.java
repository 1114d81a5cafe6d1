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
 * A socket made for sending much: over a channel, with an {@link DirectOutput}. Once connected the
 * channel never blocks; whoever waits for it is woken by {@link #close()} and {@link #end()} from
 * any thread, and while it waits to send it looks for a response.
 */
public final class UploadSocket extends Socket implements ExchangeSocket {
  private static final int LOOK_BYTES = 8 << 10;

  private final SocketChannel channel;
  private final Readiness readiness;
  private final DirectOutput output;
  private final Input input = new Input();
  private final EarlyResponse early = new EarlyResponse();
  private boolean watching; // whether what comes is a response
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
   * Not connected. Sends at once, because otherwise the last bytes of a part wait for a response.
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

  /** Ends what waits for this socket, so that it can be closed by whoever needs a lock for that. */
  void end() {
    readiness.end();
  }

  /** Also where {@link Socket} has nothing to close yet: before it connects. */
  @Override
  public void close() throws IOException {
    readiness.end();
    try {
      super.close();
    } finally {
      readiness.close();
    }
  }

  /** The output itself: what {@link Socket} puts around it does not pass flush() on. */
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
    watching = true;
  }

  /** Waits until more can be sent. */
  private void stalled() throws IOException {
    int wanted = watching ? SelectionKey.OP_WRITE | SelectionKey.OP_READ : SelectionKey.OP_WRITE;
    int ready = readiness.await(wanted, 0);
    if ((ready & SelectionKey.OP_READ) != 0) {
      look();
    }
  }

  /** Waits until more can be sent or there is something to read; whether there is. */
  boolean awaitRoomOrInput() throws IOException {
    int ready = readiness.await(SelectionKey.OP_WRITE | SelectionKey.OP_READ, 0);
    return (ready & SelectionKey.OP_READ) != 0;
  }

  /** Whether reading waits; when not, it fails with a {@link SocketTimeoutException}. */
  void setImpatient(boolean value) {
    impatient = value;
  }

  private void look() throws IOException {
    byte[] bytes = new byte[LOOK_BYTES];
    int count = channel.read(ByteBuffer.wrap(bytes));
    if (count < 0) {
      throw new EOFException("the other side has ended the connection");
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

  /** What was read early, then the channel. */
  private final class Input extends InputStream {
    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      if (!early.isEmpty()) {
        return early.take(bytes, offset, length);
      }
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

    /** Nothing when closing: who closes need not read what is left. */
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
