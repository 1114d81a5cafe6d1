package io.github.camelus3.benchmarks.contender;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A connection that sends minimal PUTs. Not thread safe. */
final class RawConnection implements AutoCloseable {
  private static final Pattern LENGTH = Pattern.compile("\r\nContent-Length: ([0-9]+)\r\n");
  private static final int BUFFER_BYTES = 256 << 10;

  private final ByteChannel channel;
  private final ByteBuffer out;
  private final ByteBuffer in;

  RawConnection(RawTransport transport, String endpoint) throws IOException {
    URI uri = URI.create(endpoint);
    channel = transport.connect(new InetSocketAddress(uri.getHost(), uri.getPort()));
    out = transport.buffer(BUFFER_BYTES);
    in = transport.buffer(4 << 10);
  }

  /** Fills a buffer with the bytes of a body. */
  interface Body {
    /** Puts at least one byte from {@code offset} on, at most as many as the buffer holds. */
    void read(ByteBuffer buffer, long offset) throws IOException;
  }

  /** Sends a PUT and waits for its response. */
  void put(String target, Body body, long length) throws IOException {
    String head =
        "PUT %s HTTP/1.1\r\nHost: sink\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n"
            .formatted(target, "application/octet-stream", length);
    out.clear().put(head.getBytes(US_ASCII));
    long sent = 0;
    while (sent < length) {
      int before = out.position();
      out.limit((int) Math.min(out.capacity(), before + length - sent));
      body.read(out, sent);
      sent += out.position() - before;
      write();
    }
    if (length == 0) {
      write();
    }
    readResponse();
  }

  private void write() throws IOException {
    out.flip();
    while (out.hasRemaining()) {
      channel.write(out);
    }
    out.clear();
  }

  private void readResponse() throws IOException {
    in.clear();
    while (!isWhole(US_ASCII.decode(in.duplicate().flip()).toString())) {
      if (channel.read(in) <= 0) {
        throw new IOException("the sink has closed the connection");
      }
    }
  }

  private static boolean isWhole(String response) throws IOException {
    int headEnd = response.indexOf("\r\n\r\n");
    if (headEnd < 0) {
      return false;
    }
    Matcher length = LENGTH.matcher(response);
    if (!response.startsWith("HTTP/1.1 200 ") || !length.find()) {
      throw new IOException("response to PUT must be 200 with a length: " + response);
    }
    return response.length() >= headEnd + 4 + Integer.parseInt(length.group(1));
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
