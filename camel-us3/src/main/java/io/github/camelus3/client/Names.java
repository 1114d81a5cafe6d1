package io.github.camelus3.client;

import static java.nio.charset.StandardCharsets.UTF_8;

/** What can be the name of a bucket, the key of an object or its MIME type. */
final class Names {
  /** Source: UCloud product documents, "concept". */
  private static final int MAX_KEY_BYTES = 1023;

  private Names() {}

  /**
   * The MIME type without blanks around it, which HTTP libraries drop: signed with them, the
   * request would be refused. Null stays null.
   */
  static String mimeType(String mimeType) {
    if (mimeType != null && (mimeType.isBlank() || !isPrintable(mimeType))) {
      throw new IllegalArgumentException("MIME type cannot be sent: \"" + mimeType + "\"");
    }
    return mimeType == null ? null : mimeType.strip();
  }

  /** Whether a header can carry it. */
  private static boolean isPrintable(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
        return false;
      }
    }
    return true;
  }

  static String bucket(String bucket) {
    if (bucket == null || bucket.isBlank()) {
      throw new IllegalArgumentException("bucket is " + (bucket == null ? "missing" : "blank"));
    }
    return bucket;
  }

  static String key(String key) {
    if (key == null || key.isBlank()) {
      throw new IllegalArgumentException("object key is " + (key == null ? "missing" : "blank"));
    }
    byte[] bytes = key.getBytes(UTF_8);
    if (!new String(bytes, UTF_8).equals(key)) {
      throw new IllegalArgumentException("object key holds half a surrogate pair: " + key);
    }
    if (bytes.length > MAX_KEY_BYTES) {
      throw new IllegalArgumentException(
          "object key is longer than "
              + MAX_KEY_BYTES
              + " bytes of UTF-8: "
              + bytes.length
              + ", "
              + key);
    }
    return key;
  }
}
