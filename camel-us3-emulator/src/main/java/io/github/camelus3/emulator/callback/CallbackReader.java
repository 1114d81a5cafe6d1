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
  private static final Pattern STATUS_LINE = Pattern.compile("(\\S+) ([^ ]*)(?: .*)?");
  private static final Pattern VERSION = Pattern.compile("HTTP/\\d\\.\\d");
  private static final Pattern CHUNK_SIZE = Pattern.compile("([0-9a-fA-F]+)\\s*(?:;.*)?");

  /** Go's limit. */
  private static final int MAX_CHUNK_SIZE_DIGITS = 16;

  /** Go's limit. */
  private static final int MAX_HEAD_BYTES = 10 * 1024 * 1024;

  /** A limit of this emulator: a reply is in memory before it is passed on. */
  private static final int MAX_BODY_BYTES = 16 * 1024 * 1024;

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
    int status = status(line);
    StringBuilder head = new StringBuilder(line).append('\n');
    for (line = line(); line != null && !line.isEmpty(); line = line()) {
      if (line.indexOf(':') < 0) {
        throw CallbackFailure.malformed("malformed MIME header line: " + line);
      }
      head.append(line).append('\n');
    }
    if (line == null) {
      throw CallbackFailure.malformed("unexpected EOF");
    }
    List<HeaderFields.Field> fields =
        RawHead.fields(head.toString().getBytes(StandardCharsets.ISO_8859_1));
    return new Head(status, new HeaderFields(fields));
  }

  private static int status(String line) throws CallbackFailure {
    Matcher matcher = STATUS_LINE.matcher(line);
    if (!matcher.matches()) {
      throw CallbackFailure.malformed("malformed HTTP response \"" + line + "\"");
    }
    if (!matcher.group(2).matches("\\d{3}")) {
      throw CallbackFailure.malformed("malformed HTTP status code \"" + matcher.group(2) + "\"");
    }
    if (!VERSION.matcher(matcher.group(1)).matches()) {
      throw CallbackFailure.malformed("malformed HTTP version \"" + matcher.group(1) + "\"");
    }
    return Integer.parseInt(matcher.group(2));
  }

  byte[] body(Head head) throws IOException {
    if (head.status() == 204 || head.status() == 304) {
      return new byte[0];
    }
    if (Ascii.lowerCase(head.first("Transfer-Encoding")).contains("chunked")) {
      return chunks();
    }
    String length = head.first("Content-Length");
    return length.isEmpty() ? all(in) : exactly(length);
  }

  /** Reads to the end of the stream, at most as much as a reply may have. */
  static byte[] all(InputStream in) throws IOException {
    byte[] body = in.readNBytes(MAX_BODY_BYTES + 1);
    checkLength(body.length);
    return body;
  }

  private static void checkLength(long length) throws CallbackFailure {
    if (length > MAX_BODY_BYTES) {
      throw CallbackFailure.alone("reply must be at most " + MAX_BODY_BYTES + " bytes");
    }
  }

  private byte[] exactly(String length) throws IOException {
    if (!length.matches("\\d{1,18}")) {
      throw CallbackFailure.malformed("bad Content-Length \"" + length + "\"");
    }
    long expected = Long.parseLong(length);
    checkLength(expected);
    byte[] body = in.readNBytes((int) expected);
    if (body.length < expected) {
      throw CallbackFailure.cutReply();
    }
    return body;
  }

  private byte[] chunks() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (int size = chunkSize(); size > 0; size = chunkSize()) {
      checkLength((long) body.size() + size);
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
    headBytes = 0; // the limit of a head is one for each line here
    String line = line();
    if (line == null) {
      throw CallbackFailure.cutReply();
    }
    Matcher matcher = CHUNK_SIZE.matcher(line);
    if (!matcher.matches()) {
      throw CallbackFailure.alone("invalid byte in chunk length");
    }
    String digits = matcher.group(1);
    if (digits.length() > MAX_CHUNK_SIZE_DIGITS) {
      throw CallbackFailure.alone("http chunk length too large");
    }
    long size = Long.parseUnsignedLong(digits, 16);
    checkLength(size < 0 ? Long.MAX_VALUE : size);
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
            "net/http: HTTP/1.x transport connection broken: net/http: server response headers"
                + " exceeded "
                + MAX_HEAD_BYTES
                + " bytes; aborted");
      }
      line.append((char) b);
    }
    int end = line.length();
    return end > 0 && line.charAt(end - 1) == '\r' ? line.substring(0, end - 1) : line.toString();
  }
}
