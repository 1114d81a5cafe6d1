package io.github.camelus3.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.regex.Pattern;

/** What can be the name of a bucket, the key of an object or its MIME type. */
final class Names {
  /** Source: UCloud product documents, "concept". */
  private static final int MAX_KEY_BYTES = 1023;

  /** Printable ASCII with something in it: what a header can carry. */
  private static final Pattern HEADER_VALUE =
      Pattern.compile("[\\x20-\\x7e]*[\\x21-\\x7e][\\x20-\\x7e]*");

  private Names() {}

  /**
   * The MIME type without blanks around it, which HTTP libraries drop: signed with them, the
   * request would be refused. Null stays null.
   */
  static String mimeType(String mimeType) {
    if (mimeType != null && !HEADER_VALUE.matcher(mimeType).matches()) {
      throw new IllegalArgumentException("MIME type cannot be sent: \"" + mimeType + "\"");
    }
    return mimeType == null ? null : mimeType.strip();
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
    if (!UTF_8.newEncoder().canEncode(key)) {
      throw new IllegalArgumentException("object key holds half a surrogate pair: " + key);
    }
    int bytes = key.getBytes(UTF_8).length;
    if (bytes > MAX_KEY_BYTES) {
      throw new IllegalArgumentException(
          "object key is longer than " + MAX_KEY_BYTES + " bytes of UTF-8: " + bytes + ", " + key);
    }
    return key;
  }
}
