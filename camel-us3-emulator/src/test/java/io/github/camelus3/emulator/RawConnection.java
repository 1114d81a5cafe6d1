package io.github.camelus3.emulator;

import io.github.camelus3.emulator.protocol.Response;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A socket that sends requests byte for byte and reads answers. */
final class RawConnection implements AutoCloseable {
  private static final int READ_TIMEOUT_MILLIS = 30_000;

  private final Socket socket;
  private final InputStream in;

  RawConnection(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(READ_TIMEOUT_MILLIS);
    socket.setTcpNoDelay(true);
    in = new BufferedInputStream(socket.getInputStream());
  }

  /** An answer; the header names are in lower case. */
  record Response(int status, List<List<String>> headers, String text) {
    Optional<String> header(String name) {
      return headers.stream()
          .filter(header -> header.get(0).equals(name.toLowerCase(Locale.ROOT)))
          .map(header -> header.get(1))
          .findFirst();
    }
  }

  /** Sends a head as UTF-8; lines end with LF in the text and with CR LF on the wire. */
  RawConnection send(String head) throws IOException {
    return send(
        (head.stripTrailing().replace("\n", "\r\n") + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
  }

  RawConnection send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
    return this;
  }

  void endOfOutput() throws IOException {
    socket.shutdownOutput();
  }

  /** Waits until some of an answer is there, and leaves it there. */
  void awaitResponse() throws IOException {
    in.mark(1);
    in.read();
    in.reset();
  }

  /** Reads the answer to a request that is not a HEAD. */
  Response read() throws IOException {
    return read(false);
  }

  Response read(boolean head) throws IOException {
    String line = line();
    if (line == null) {
      throw new IOException("closed before an answer");
    }
    int status = Integer.parseInt(line.split(" ", -1)[1]);
    List<List<String>> headers = new ArrayList<>();
    for (String field = line(); field != null && !field.isEmpty(); field = line()) {
      int colon = field.indexOf(':');
      headers.add(
          List.of(
              field.substring(0, colon).toLowerCase(Locale.ROOT),
              field.substring(colon + 1).replaceAll("^[ \\t]+|[ \\t]+$", "")));
    }
    Response response = new Response(status, headers, "");
    boolean bodiless = head || status == 204 || status == 304 || status < 200;
    return bodiless
        ? response
        : new Response(status, headers, new String(body(response), StandardCharsets.UTF_8));
  }

  private byte[] body(Response response) throws IOException {
    if (response.header("transfer-encoding").isPresent()) {
      return chunks();
    }
    int length = Integer.parseInt(response.header("content-length").orElse("0"));
    byte[] body = in.readNBytes(length);
    if (body.length < length) {
      throw new IOException("closed after " + body.length + " of " + length + " bytes");
    }
    return body;
  }

  private byte[] chunks() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (int size = HexFormat.fromHexDigits(line());
        size > 0;
        size = HexFormat.fromHexDigits(line())) {
      body.write(in.readNBytes(size));
      line();
    }
    line();
    return body.toByteArray();
  }

  /** Whether the other side has closed the connection without sending anything more. */
  boolean isAtEnd() throws IOException {
    try {
      return in.read() < 0;
    } catch (SocketException e) {
      return true; // reset
    }
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int b = in.read();
    if (b < 0) {
      return null;
    }
    for (; b >= 0 && b != '\n'; b = in.read()) {
      if (b != '\r') {
        line.write(b);
      }
    }
    return line.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
