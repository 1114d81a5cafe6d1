package io.github.camelus3.emulator;

import io.github.camelus3.emulator.store.ObjectVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Map;

/**
 * A snapshot of an object. Immutable. The bytes are readable until the object is overwritten or
 * deleted.
 */
public final class StoredObject {
  private final ObjectVersion version;

  StoredObject(ObjectVersion version) {
    this.version = version;
  }

  /** The bucket's name. */
  public String bucket() {
    return version.bucket();
  }

  /** The key, decoded. */
  public String key() {
    return version.key();
  }

  /** The number of bytes. */
  public long size() {
    return version.size();
  }

  /** The 32-character US3 ETag, without quotes. */
  public String eTag() {
    return version.eTag();
  }

  /** The {@code Content-Type} the object was stored with. */
  public String mimeType() {
    return version.mimeType();
  }

  /** {@code STANDARD}, {@code IA} or {@code ARCHIVE}. */
  public String storageClass() {
    return version.storageClass();
  }

  /** User metadata: names without {@code X-Ufile-Meta-}, in lower case; lookups ignore case. */
  public Map<String, String> metadata() {
    return version.metadata();
  }

  /** When the bytes were stored, by the emulator's clock. */
  public Instant lastModified() {
    return version.lastModified();
  }

  /**
   * Opens the bytes for reading. The caller closes the stream.
   *
   * @throws IOException when the object has been overwritten or deleted since
   */
  public InputStream open() throws IOException {
    return Files.newInputStream(version.file());
  }

  /**
   * All bytes, in memory.
   *
   * @throws UncheckedIOException when the object has been overwritten or deleted since
   */
  public byte[] bytes() {
    try {
      return Files.readAllBytes(version.file());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return "StoredObject[" + bucket() + "/" + key() + ", " + size() + " bytes, " + eTag() + "]";
  }
}
