package io.github.camelus3.client.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;

/**
 * The bytes of a response that arrived while its request was being sent. Reads of the connection
 * return them first. For one thread at a time.
 */
final class EarlyResponse {
  /** The longest head of an interim response (1xx). */
  private static final int MAX_BYTES = 64 << 10;

  private static final String VERSION = "HTTP/1.";
  private static final int STATUS_AT = "HTTP/1.1 ".length();
  private static final int STATUS_LINE_BEGINNING = "HTTP/1.1 200".length();
  private static final String END_OF_HEAD = "\r\n\r\n";

  private byte[] bytes = new byte[0];
  private int from; // the first byte that was not taken

  boolean isEmpty() {
    return from == bytes.length;
  }

  int available() {
    return bytes.length - from;
  }

  void add(byte[] more, int count) {
    byte[] all = Arrays.copyOfRange(bytes, from, bytes.length + count);
    System.arraycopy(more, 0, all, all.length - count, count);
    bytes = all;
    from = 0;
  }

  /** Removes up to {@code length} bytes; there must be some. */
  int take(byte[] target, int offset, int length) {
    int count = Math.min(length, available());
    System.arraycopy(bytes, from, target, offset, count);
    from += count;
    return count;
  }

  /**
   * Whether the rest of the request is useless: a final response has begun, not only interim ones
   * (1xx). Bytes that are no HTTP response count as final.
   */
  boolean isFinal() {
    String text = new String(bytes, from, available(), ISO_8859_1);
    for (int head = 0; head < text.length(); ) {
      String line = text.substring(head, Math.min(text.length(), head + STATUS_LINE_BEGINNING));
      if (!line.startsWith(VERSION) && !VERSION.startsWith(line)) {
        return true;
      }
      if (line.length() < STATUS_LINE_BEGINNING) {
        return false;
      }
      boolean isInterim = line.charAt(STATUS_AT) == '1' && !line.endsWith("101");
      int end = text.indexOf(END_OF_HEAD, head);
      if (!isInterim || (end < 0 && text.length() >= MAX_BYTES)) {
        return true;
      }
      if (end < 0) {
        return false;
      }
      head = end + END_OF_HEAD.length();
    }
    return false;
  }
}
