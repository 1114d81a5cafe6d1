package io.github.camelus3.sign;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Turns text into the bytes that are sent. Half a surrogate pair has none: {@code getBytes} makes a
 * question mark of it.
 */
public final class Utf8 {
  private Utf8() {}

  /** Whether a text can be sent as it is. */
  public static boolean canEncode(String text) {
    return UTF_8.newEncoder().canEncode(text);
  }

  /**
   * The bytes of a text.
   *
   * @param name of what the text is, for the message
   * @throws IllegalArgumentException if the text holds half a surrogate pair
   */
  public static byte[] bytes(String name, String text) {
    if (!canEncode(text)) {
      throw new IllegalArgumentException(name + " must not hold half a surrogate pair");
    }
    return text.getBytes(UTF_8);
  }
}
