package io.github.camelus3.sign;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Encodes text as UTF-8 and refuses unpaired surrogates, which {@code getBytes} would replace by
 * question marks.
 */
public final class Utf8 {
  private Utf8() {}

  /** Whether a text has no unpaired surrogate. */
  public static boolean canEncode(String text) {
    return UTF_8.newEncoder().canEncode(text);
  }

  /**
   * The bytes of a text.
   *
   * @param name the argument that holds the text, for the message
   * @throws IllegalArgumentException if the text has an unpaired surrogate
   */
  public static byte[] bytes(String name, String text) {
    if (!canEncode(text)) {
      throw new IllegalArgumentException(name + " must not hold half a surrogate pair");
    }
    return text.getBytes(UTF_8);
  }
}
