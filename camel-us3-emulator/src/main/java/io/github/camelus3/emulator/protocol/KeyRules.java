package io.github.camelus3.emulator.protocol;

import java.nio.charset.StandardCharsets;

/** The rule for keys on which the documentation does not contradict itself: 1 to 1023 bytes. */
public final class KeyRules {
  private static final int MAX_BYTES = 1023;

  private KeyRules() {}

  public static String checked(String key) {
    if (key.isEmpty() || key.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
      throw Us3Error.badRequest("invalid key");
    }
    return key;
  }
}
