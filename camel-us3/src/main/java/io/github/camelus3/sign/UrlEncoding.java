package io.github.camelus3.sign;

import java.util.BitSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/**
 * Percent-encoding: unreserved characters of RFC 3986 stay, every other byte of the UTF-8 text
 * becomes {@code %XX} in upper case.
 */
public final class UrlEncoding {
  private static final BitSet UNRESERVED =
      bytes("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~");
  private static final BitSet UNRESERVED_OR_SLASH = bytes("/");
  private static final Pattern DOT_SEGMENT = Pattern.compile("(^|/)\\.{1,2}(/|$)");
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  static {
    UNRESERVED_OR_SLASH.or(UNRESERVED);
  }

  private UrlEncoding() {}

  /**
   * The path of an object: its key, with slashes kept. In a key with a {@code .} or {@code ..}
   * segment, slashes are encoded too, because HTTP libraries and proxies would resolve the segment
   * to another key. The service decodes both forms to the same key.
   *
   * @return the encoded key, without an additional leading slash
   * @throws IllegalArgumentException for the keys {@code .} and {@code ..}, which no URL can hold
   */
  public static String path(String key) {
    if (key.equals(".") || key.equals("..")) {
      throw new IllegalArgumentException(
          "object key must not be \"" + key + "\", which no URL can hold");
    }
    boolean mayHaveDotSegment = key.startsWith(".") || key.contains("/.");
    boolean hasDotSegment = mayHaveDotSegment && DOT_SEGMENT.matcher(key).find();
    return encode("object key", key, hasDotSegment ? UNRESERVED : UNRESERVED_OR_SLASH);
  }

  /** A query parameter's name or value. */
  public static String queryComponent(String text) {
    return encode("query", text, UNRESERVED);
  }

  /**
   * A query string of these parameters, in their order; an empty value yields the bare name.
   *
   * @throws IllegalArgumentException with the name of the parameter that has an unpaired surrogate
   */
  public static String query(Map<String, String> parameters) {
    StringJoiner query = new StringJoiner("&");
    parameters.forEach(
        (name, value) ->
            query.add(
                value.isEmpty()
                    ? queryComponent(name)
                    : queryComponent(name) + '=' + encode(name, value, UNRESERVED)));
    return query.toString();
  }

  private static String encode(String name, String text, BitSet kept) {
    StringBuilder encoded = new StringBuilder(text.length() + 16);
    for (byte b : Utf8.bytes(name, text)) {
      if (b >= 0 && kept.get(b)) {
        encoded.append((char) b);
      } else {
        encoded.append('%').append(HEX.toHexDigits(b));
      }
    }
    return encoded.toString();
  }

  private static BitSet bytes(String ascii) {
    BitSet bytes = new BitSet();
    ascii.chars().forEach(bytes::set);
    return bytes;
  }
}
