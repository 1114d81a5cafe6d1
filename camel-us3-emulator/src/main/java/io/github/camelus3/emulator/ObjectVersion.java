package io.github.camelus3.emulator;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

/**
 * One version of a stored object. Immutable.
 *
 * @param bucket the bucket's name
 * @param file the bytes, until the object is overwritten or deleted
 */
record ObjectVersion(String bucket, ObjectEntry entry, Path file) {
  String key() {
    return entry.key();
  }

  long size() {
    return entry.size();
  }

  String eTag() {
    return entry.eTag();
  }

  String mimeType() {
    return entry.mimeType();
  }

  String storageClass() {
    return entry.storageClass();
  }

  Map<String, String> metadata() {
    return entry.metadata();
  }

  /** When the bytes were stored, by the emulator's clock. */
  Instant lastModified() {
    return entry.modified();
  }
}
