package io.github.camelus3.benchmarks.sink;

import java.util.Locale;

/**
 * Request line and headers of a request, as far as the sink needs them.
 *
 * @param path the path as received, with its leading slash
 * @param query the query without the question mark; empty for none
 */
record RequestHead(String method, String path, String query, long contentLength) {
  private static final String LENGTH = "\r\ncontent-length:";

  /** Parses request line and headers. */
  static RequestHead parse(String head) {
    int methodEnd = head.indexOf(' ');
    int targetEnd = head.indexOf(' ', methodEnd + 1);
    if (methodEnd < 0 || targetEnd < 0) {
      throw new IllegalArgumentException("head must begin with a request line");
    }
    String target = head.substring(methodEnd + 1, targetEnd);
    int question = target.indexOf('?');
    return new RequestHead(
        head.substring(0, methodEnd),
        question < 0 ? target : target.substring(0, question),
        question < 0 ? "" : target.substring(question + 1),
        contentLength(head));
  }

  /** The value of a query parameter; null when it is absent. */
  String parameter(String name) {
    for (String pair : query.split("&", -1)) {
      if (pair.startsWith(name) && (pair.length() == name.length() || valueFollows(pair, name))) {
        return pair.length() == name.length() ? "" : pair.substring(name.length() + 1);
      }
    }
    return null;
  }

  private static boolean valueFollows(String pair, String name) {
    return pair.charAt(name.length()) == '=';
  }

  private static long contentLength(String head) {
    int at = head.toLowerCase(Locale.ROOT).indexOf(LENGTH);
    if (at < 0) {
      return 0;
    }
    int from = at + LENGTH.length();
    int to = head.indexOf("\r\n", from);
    return Long.parseLong(head.substring(from, to < 0 ? head.length() : to).strip());
  }
}
