package io.github.camelus3.emulator.callback;

import io.github.camelus3.emulator.protocol.Ascii;
import io.github.camelus3.emulator.protocol.HeaderFields;
import io.github.camelus3.emulator.protocol.RawHead;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the reply from a connection without keep-alive. */
final class CallbackReader {
  private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[01] (\\d{3})(?: .*)?");
  private static final Pattern CHUNK_SIZE = Pattern.compile("([0-9a-fA-F]{1,8})\\s*(?:;.*)?");

  /** Go's limit. */
  private static final int MAX_HEAD_BYTES = 10 * 1024 * 1024;

  private final InputStream in;
  private int headBytes;

  CallbackReader(InputStream in) {
    this.in = in;
  }

  /** Status and header fields. */
  record Head(int status, HeaderFields fields) {
    String first(String name) {
      return fields.first(name);
    }

    boolean isInterim() {
      return status < 200;
    }
  }

  /** Skips interim replies such as 100 Continue. */
  Head head() throws IOException {
    Head head = oneHead();
    while (head.isInterim()) {
      head = oneHead();
    }
    return head;
  }

  private Head oneHead() throws IOException {
    String line = line();
    if (line == null) {
      throw CallbackFailure.noReply();
    }
    Matcher matcher = STATUS_LINE.matcher(line);
    if (!matcher.matches()) {
      throw CallbackFailure.malformed("malformed HTTP response \"" + line + "\"");
    }
    StringBuilder head = new StringBuilder(line).append('\n');
    for (line = line(); line != null && !line.isEmpty(); line = line()) {
      head.append(line).append('\n');
    }
    if (line == null) {
      throw CallbackFailure.cutReply();
    }
    List<HeaderFields.Field> fields =
        RawHead.fields(head.toString().getBytes(StandardCharsets.ISO_8859_1));
    return new Head(Integer.parseInt(matcher.group(1)), new HeaderFields(fields));
  }

  byte[] body(Head head) throws IOException {
    if (head.status() == 204 || head.status() == 304) {
      return new byte[0];
    }
    if (Ascii.lowerCase(head.first("Transfer-Encoding")).contains("chunked")) {
      return chunks();
    }
    String length = head.first("Content-Length");
    return length.isEmpty() ? in.readAllBytes() : exactly(length);
  }

  private byte[] exactly(String length) throws IOException {
    if (!length.matches("\\d{1,9}")) {
      throw CallbackFailure.malformed("bad Content-Length \"" + length + "\"");
    }
    byte[] body = in.readNBytes(Integer.parseInt(length));
    if (body.length < Integer.parseInt(length)) {
      throw CallbackFailure.cutReply();
    }
    return body;
  }

  private byte[] chunks() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (int size = chunkSize(); size > 0; size = chunkSize()) {
      byte[] chunk = in.readNBytes(size);
      if (chunk.length < size) {
        throw CallbackFailure.cutReply();
      }
      body.writeBytes(chunk);
      line();
    }
    return body.toByteArray();
  }

  private int chunkSize() throws IOException {
    String line = line();
    if (line == null) {
      throw CallbackFailure.cutReply();
    }
    Matcher matcher = CHUNK_SIZE.matcher(line);
    long size = matcher.matches() ? Long.parseLong(matcher.group(1), 16) : -1;
    if (size < 0 || size > Integer.MAX_VALUE) {
      throw CallbackFailure.of("invalid byte in chunk length");
    }
    return (int) size;
  }

  /** Reads a line without its terminator; null at the end of the stream. */
  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    int b = in.read();
    if (b < 0) {
      return null;
    }
    for (; b >= 0 && b != '\n'; b = in.read()) {
      if (++headBytes > MAX_HEAD_BYTES) {
        throw CallbackFailure.of(
            "net/http: server response headers exceeded " + MAX_HEAD_BYTES + " bytes; aborted");
      }
      line.append((char) b);
    }
    int end = line.length();
    return end > 0 && line.charAt(end - 1) == '\r' ? line.substring(0, end - 1) : line.toString();
  }
}
