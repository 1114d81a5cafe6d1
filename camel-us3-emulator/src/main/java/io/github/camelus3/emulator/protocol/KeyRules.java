package io.github.camelus3.emulator.protocol;

import java.nio.charset.StandardCharsets;

/** The only rule for keys that all documentation pages agree on: 1 to 1023 bytes of UTF-8. */
public final class KeyRules {
  private static final int MAX_BYTES = 1023;

  private KeyRules() {}

  /** Returns the key unchanged; throws the service's error for an invalid one. */
  public static String checked(String key) {
    if (key.isEmpty() || key.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
      throw Us3Error.badRequest("invalid key");
    }
    return key;
  }
}
