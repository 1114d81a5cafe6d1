package io.github.camelus3.emulator.store;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

/**
 * One version of a stored object. Immutable.
 *
 * @param bucket the bucket's name
 * @param file the bytes, until the object is overwritten or deleted
 */
public record ObjectVersion(String bucket, ObjectEntry entry, Path file) {
  /** The key, decoded. */
  public String key() {
    return entry.key();
  }

  /** The number of bytes. */
  public long size() {
    return entry.size();
  }

  /** The ETag without quotes. */
  public String eTag() {
    return entry.eTag();
  }

  /** The {@code Content-Type}. */
  public String mimeType() {
    return entry.mimeType();
  }

  /** {@code STANDARD}, {@code IA} or {@code ARCHIVE}. */
  public String storageClass() {
    return entry.storageClass();
  }

  /** User metadata; lookups ignore case. */
  public Map<String, String> metadata() {
    return entry.metadata();
  }

  /** When the bytes were stored, by the emulator's clock. */
  public Instant lastModified() {
    return entry.modified();
  }
}
