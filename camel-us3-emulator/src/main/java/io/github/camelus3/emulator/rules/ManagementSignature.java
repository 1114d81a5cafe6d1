package io.github.camelus3.emulator.rules;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * The signature of the management API: lower-case hex SHA-1 of the sorted parameters, names and
 * values run together, and the private key. Source: ucloud api summary/signature.md.
 */
final class ManagementSignature {
  private final Map<String, String> privateKeys;

  ManagementSignature(Map<String, String> privateKeys) {
    this.privateKeys = privateKeys;
  }

  boolean knows(Map<String, String> parameters) {
    return privateKeys.containsKey(parameters.getOrDefault("PublicKey", ""));
  }

  boolean verifies(Map<String, String> parameters) {
    StringBuilder text = new StringBuilder();
    new TreeMap<>(parameters)
        .forEach(
            (name, value) -> {
              if (!name.equals("Signature")) {
                text.append(name).append(value);
              }
            });
    text.append(privateKeys.get(parameters.get("PublicKey")));
    return MessageDigest.isEqual(bytes(sha1(text.toString())), bytes(parameters.get("Signature")));
  }

  private static String sha1(String text) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(bytes(text)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
