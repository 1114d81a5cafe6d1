package io.github.camelus3.emulator.server;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.AttachmentKey;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Streams from and to a client. Failures of its connection are {@link
 * ClientDisconnectedException}s.
 */
final class ClientStreams {
  private static final AttachmentKey<AtomicLong> RECEIVED = AttachmentKey.create(AtomicLong.class);

  private ClientStreams() {}

  /** The bytes that {@link #input} has read from the exchange. The request's thread asks for it. */
  static AtomicLong received(HttpServerExchange exchange) {
    AtomicLong known = exchange.getAttachment(RECEIVED);
    if (known != null) {
      return known;
    }
    AtomicLong received = new AtomicLong();
    exchange.putAttachment(RECEIVED, received);
    return received;
  }

  /** The request's body. */
  static InputStream input(HttpServerExchange exchange) {
    AtomicLong received = received(exchange);
    return new FilterInputStream(exchange.getInputStream()) {
      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
      }

      @Override
      public int read(byte[] buffer, int offset, int length) throws IOException {
        try {
          int read = in.read(buffer, offset, length);
          received.addAndGet(Math.max(0, read));
          return read;
        } catch (IOException e) {
          throw new ClientDisconnectedException(e);
        }
      }
    };
  }

  /** The response's body. Closing completes the response, so close it only after the whole body. */
  static OutputStream output(HttpServerExchange exchange) {
    return new FilterOutputStream(exchange.getOutputStream()) {
      @Override
      public void write(byte[] buffer, int offset, int length) throws IOException {
        try {
          out.write(buffer, offset, length);
        } catch (IOException e) {
          throw new ClientDisconnectedException(e);
        }
      }

      @Override
      public void flush() throws IOException {
        try {
          out.flush();
        } catch (IOException e) {
          throw new ClientDisconnectedException(e);
        }
      }

      @Override
      public void close() throws IOException {
        try {
          out.close();
        } catch (IOException e) {
          throw new ClientDisconnectedException(e);
        }
      }
    };
  }
}
