package io.github.camelus3.client;

import java.io.IOException;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;

/** A socket made for sending much: over a channel, with an {@link UploadOutput}. */
final class UploadSocket extends Socket {
  private final UploadOutput output;

  private UploadSocket(SocketChannel channel, UploadOutput output) throws IOException {
    super(new ChannelSocketImpl(channel, output));
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
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /** The output itself: what {@link Socket} puts around it does not pass flush() on. */
  @Override
  public UploadOutput getOutputStream() {
    return output;
  }
}
