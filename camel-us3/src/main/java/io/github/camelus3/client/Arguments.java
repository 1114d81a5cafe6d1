package io.github.camelus3.client;

import io.github.camelus3.sign.Utf8;
import java.util.Objects;

/** Checks of arguments; each returns the value or throws {@link IllegalArgumentException}. */
final class Arguments {
  /** Source: UCloud product documents, "concept". */
  private static final int MAX_KEY_BYTES = 1023;

  private Arguments() {}

  /**
   * Strips the MIME type. HTTP libraries drop blanks around a header's value, so a signature over
   * them would be refused. Null stays null.
   */
  static String requireMimeType(String mimeType) {
    if (mimeType != null && (mimeType.isBlank() || !isPrintable(mimeType))) {
      throw new IllegalArgumentException(
          "MIME type must be printable ASCII and not blank: \"" + mimeType + "\"");
    }
    return mimeType == null ? null : mimeType.strip();
  }

  private static boolean isPrintable(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
        return false;
      }
    }
    return true;
  }

  static String requireBucket(String bucket) {
    return ServiceHost.requireBucket("bucket", bucket);
  }

  /**
   * Checks that a header's value reaches the service unchanged. OkHttp does not: for values beyond
   * ASCII it accepts line ends and strips blanks.
   *
   * @param name the header's name, for the message
   * @throws IllegalArgumentException without the value, which may be a secret
   */
  static String requireHeaderValue(String name, String value) {
    if (value.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
      throw new IllegalArgumentException(name + " must not hold control characters");
    }
    if (!value.isEmpty()
        && (isBlank(value.charAt(0)) || isBlank(value.charAt(value.length() - 1)))) {
      throw new IllegalArgumentException(name + " must not begin or end with a blank");
    }
    if (!Utf8.canEncode(value)) {
      throw new IllegalArgumentException(name + " must not hold half a surrogate pair");
    }
    return value;
  }

  /** Whether a proxy or library may strip the character from the ends of a value. */
  private static boolean isBlank(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  static String requireKey(String key) {
    if (key == null || key.isEmpty()) {
      throw new IllegalArgumentException(
          "object key must not be " + (key == null ? "null" : "empty"));
    }
    byte[] bytes = Utf8.bytes("object key", key);
    if (bytes.length > MAX_KEY_BYTES) {
      throw new IllegalArgumentException(
          "object key must be at most "
              + MAX_KEY_BYTES
              + " bytes of UTF-8: "
              + bytes.length
              + ", "
              + key);
    }
    return key;
  }

  static int requirePartNumber(int partNumber) {
    if (partNumber < 0) {
      throw new IllegalArgumentException("partNumber must be 0 or more: " + partNumber);
    }
    return partNumber;
  }

  static String requireUploadId(String uploadId) {
    if (Objects.requireNonNull(uploadId, "uploadId").isBlank()) {
      throw new IllegalArgumentException("uploadId must not be blank");
    }
    return uploadId;
  }
}
