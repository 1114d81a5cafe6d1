package io.github.camelus3.emulator.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Text as HTTP carries it. */
public final class Ascii {
  private Ascii() {}

  /** The text in lower case, independent of the locale. */
  public static String lowerCase(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  /** Decodes UTF-8 bytes that the server has read as one char per byte. */
  public static String utf8FromBytes(String oneCharPerByte) {
    return new String(oneCharPerByte.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  /** The opposite of {@link #utf8FromBytes}, for a server that writes one byte per char. */
  public static String bytesFromUtf8(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }
}
