package io.github.camelus3.benchmarks.contender;

import io.github.camelus3.benchmarks.worker.Task;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.SocketChannel;
import java.security.NoSuchAlgorithmException;
import javax.net.ssl.SSLContext;

/** The connections of raw sockets, with the kind of buffer that needs the fewest copies. */
interface RawTransport {
  /** Plain TCP. */
  RawTransport PLAIN =
      new RawTransport() {
        @Override
        public ByteChannel connect(InetSocketAddress address) throws IOException {
          SocketChannel channel = SocketChannel.open(address);
          channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
          return channel;
        }

        @Override
        public ByteBuffer buffer(int bytes) {
          return ByteBuffer.allocateDirect(bytes);
        }
      };

  /** Opens a connection without Nagle's algorithm. */
  ByteChannel connect(InetSocketAddress address) throws IOException;

  /** A buffer for the bytes of a connection. */
  ByteBuffer buffer(int bytes);

  /** The transport for the endpoint of a task, with the JDK's TLS. */
  static RawTransport of(Task task) {
    return task.endpoint().startsWith("https:") ? jdkTls() : PLAIN;
  }

  private static RawTransport jdkTls() {
    try {
      return new TlsTransport(SSLContext.getDefault().getSocketFactory());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("the JDK must have TLS", e);
    }
  }
}
