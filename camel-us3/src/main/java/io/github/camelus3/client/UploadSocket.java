package io.github.camelus3.client;

import java.io.IOException;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** A socket made for sending much: over a channel, with an {@link UploadOutput}. */
final class UploadSocket extends Socket {
  private final SocketChannel channel;
  private final UploadOutput output;

  private UploadSocket(SocketChannel channel, UploadOutput output) throws IOException {
    super(new ChannelSocketImpl(channel, output));
    this.channel = channel;
    this.output = output;
  }

  /**
   * Not connected. Sends at once, because otherwise the last bytes of a part wait for an answer.
   */
  static UploadSocket open() throws IOException {
    SocketChannel channel = SocketChannel.open();
    try {
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      return new UploadSocket(channel, new UploadOutput(channel));
    } catch (IOException | Error e) { // no memory outside the heap is an Error
      channel.close();
      throw e;
    }
  }

  /** Also where {@link Socket} has nothing to close yet: before it connects. */
  @Override
  public void close() throws IOException {
    try {
      super.close();
    } finally {
      channel.close();
    }
  }

  /** The output itself: what {@link Socket} puts around it does not pass flush() on. */
  @Override
  public UploadOutput getOutputStream() {
    return output;
  }

  /**
   * Whether there are bytes to read, or the end, without waiting. Takes a byte if there is one, so
   * whoever expects none closes the socket then.
   */
  boolean hasInput() throws IOException {
    channel.configureBlocking(false);
    try {
      return channel.read(ByteBuffer.allocate(1)) != 0;
    } finally {
      channel.configureBlocking(true);
    }
  }
}
