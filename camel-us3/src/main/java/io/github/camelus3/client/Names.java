package io.github.camelus3.client;

import static java.nio.charset.StandardCharsets.UTF_8;

/** What can be the name of a bucket or the key of an object. */
final class Names {
  /** Source: UCloud product documents, "concept". */
  private static final int MAX_KEY_BYTES = 1023;

  private Names() {}

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
