package io.github.camelus3.client.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;

/**
 * What came of a response while its request was still being sent. Whoever reads the connection gets
 * it first. For one thread at a time.
 */
final class EarlyResponse {
  /** Heads that do not end the exchange are short. */
  private static final int MAX_BYTES = 64 << 10;

  private static final String VERSION = "HTTP/1.";
  private static final int STATUS_AT = "HTTP/1.1 ".length();
  private static final int STATUS_LINE_BEGINNING = "HTTP/1.1 200".length();
  private static final String END_OF_HEAD = "\r\n\r\n";

  private byte[] bytes = new byte[0];
  private int from; // what is before it was taken

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

  /** Gives out bytes, of which there must be some. */
  int take(byte[] target, int offset, int length) {
    int count = Math.min(length, available());
    System.arraycopy(bytes, from, target, offset, count);
    from += count;
    return count;
  }

  /**
   * Whether no more of the request needs to be sent: its response is there, not only one of those
   * (1xx) that come before it. What is no response at all counts too.
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
