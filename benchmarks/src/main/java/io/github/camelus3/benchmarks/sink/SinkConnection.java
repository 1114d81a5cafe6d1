package io.github.camelus3.benchmarks.sink;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;

/** One connection, on its own thread until the client closes it. */
final class SinkConnection implements Runnable {
  /** Large enough for few system calls, small enough for a core's cache. */
  private static final int BUFFER_BYTES = 256 << 10;

  private final SocketChannel socket;
  private final SSLContext tls;
  private final Sink sink;
  private final ByteBuffer in = ByteBuffer.allocateDirect(BUFFER_BYTES).limit(0);
  private final ByteBuffer out = ByteBuffer.allocateDirect(4 << 10);

  private ByteChannel channel;

  /**
   * A connection that has just been accepted.
   *
   * @param tls null for plain HTTP
   */
  SinkConnection(SocketChannel socket, SSLContext tls, Sink sink) {
    this.socket = socket;
    this.tls = tls;
    this.sink = sink;
  }

  @Override
  public void run() {
    try (socket) {
      socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
      String cipher = open();
      for (RequestHead head = readHead(); head != null; head = readHead()) {
        if (!dropBody(head.contentLength())) {
          return;
        }
        sink.count(head.contentLength(), cipher);
        delay(sink.latencyNanos());
        send(sink.respondTo(head));
      }
    } catch (IOException e) {
      // the client has disconnected; its unsent bytes are missing in the counts
    }
  }

  /** Opens the channel and returns TLS version and cipher suite; empty for plain HTTP. */
  private String open() throws IOException {
    if (tls == null) {
      channel = socket;
      return "";
    }
    TlsChannel secured = TlsChannel.accept(socket, tls);
    channel = secured;
    return secured.cipher();
  }

  /** Reads the next head; null when the client has closed the connection. */
  private RequestHead readHead() throws IOException {
    int scanned = 0;
    while (true) {
      int end = headEnd(scanned);
      if (end >= 0) {
        byte[] head = new byte[end];
        in.get(head);
        return RequestHead.parse(new String(head, ISO_8859_1));
      }
      scanned = Math.max(0, in.remaining() - 3);
      in.compact();
      if (!in.hasRemaining()) {
        throw new IOException("no end of the headers within " + BUFFER_BYTES + " bytes");
      }
      int count = channel.read(in);
      in.flip();
      if (count < 0) {
        return null;
      }
    }
  }

  /** The length of a whole head in the remaining bytes; -1 for none. */
  private int headEnd(int from) {
    int start = in.position();
    for (int i = start + from; i + 3 < in.limit(); i++) {
      if (in.get(i) == '\r'
          && in.get(i + 1) == '\n'
          && in.get(i + 2) == '\r'
          && in.get(i + 3) == '\n') {
        return i + 4 - start;
      }
    }
    return -1;
  }

  private boolean dropBody(long length) throws IOException {
    int here = (int) Math.min(length, in.remaining());
    in.position(in.position() + here);
    long left = length - here;
    while (left > 0) {
      in.clear();
      int count = channel.read(in);
      if (count < 0) {
        in.limit(0);
        return false;
      }
      int dropped = (int) Math.min(count, left);
      left -= dropped;
      in.flip().position(dropped); // a TLS record may hold the next head, too
    }
    return true;
  }

  private static void delay(long nanos) {
    long until = System.nanoTime() + nanos;
    for (long left = nanos; left > 0; left = until - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  private void send(String response) throws IOException {
    out.clear().put(response.getBytes(ISO_8859_1)).flip();
    while (out.hasRemaining()) {
      channel.write(out);
    }
  }
}
