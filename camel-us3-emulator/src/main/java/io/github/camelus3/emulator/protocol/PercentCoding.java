package io.github.camelus3.emulator.protocol;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Percent-decoding of request targets: {@code %XX} is a byte, the bytes are UTF-8. */
public final class PercentCoding {
  private static final String HEX = "0123456789ABCDEF";

  private PercentCoding() {}

  /** In a path {@code +} stays a plus. A {@code %} without two hex digits stays as it is. */
  public static String decodePath(String raw) {
    return utf8(decode(raw, false));
  }

  /** In a query {@code +} is a space. Source: ufile-gosdk sends {@code prefix=a+b} for "a b". */
  public static String decodeQuery(String raw) {
    return utf8(decode(raw, true));
  }

  /** Encodes everything but RFC 3986 unreserved characters. */
  public static String encode(String text) {
    StringBuilder encoded = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xFF);
      if (isUnreserved(c)) {
        encoded.append(c);
      } else {
        appendEncoded(encoded, b);
      }
    }
    return encoded.toString();
  }

  /** Appends a byte as {@code %XX}. */
  public static void appendEncoded(StringBuilder to, byte b) {
    to.append('%').append(HEX.charAt((b >> 4) & 0xF)).append(HEX.charAt(b & 0xF));
  }

  /** Whether the character is a hexadecimal digit of either case. */
  public static boolean isHexDigit(char c) {
    return Character.digit(c, 16) >= 0 && c < 128;
  }

  private static boolean isUnreserved(char c) {
    return c < 128 && (Character.isLetterOrDigit(c) || "-._~".indexOf(c) >= 0);
  }

  private static byte[] decode(String raw, boolean plusIsSpace) {
    byte[] in = raw.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream out = new ByteArrayOutputStream(in.length);
    for (int i = 0; i < in.length; i++) {
      if (in[i] == '%' && i + 2 < in.length && isHex(in[i + 1]) && isHex(in[i + 2])) {
        out.write(Character.digit(in[i + 1], 16) << 4 | Character.digit(in[i + 2], 16));
        i += 2;
      } else {
        out.write(plusIsSpace && in[i] == '+' ? ' ' : in[i]);
      }
    }
    return out.toByteArray();
  }

  private static boolean isHex(byte b) {
    return b > 0 && isHexDigit((char) b);
  }

  private static String utf8(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new Us3Error(400, Us3Error.BAD_REQUEST, "request target is not UTF-8", e);
    }
  }
}
