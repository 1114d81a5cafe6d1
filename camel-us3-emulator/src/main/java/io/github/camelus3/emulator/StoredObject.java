package io.github.camelus3.emulator;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

/**
 * An object as it was when it was looked up. Immutable; the bytes stay readable until the object is
 * overwritten or deleted.
 */
public final class StoredObject {
  private final String bucket;
  private final ObjectEntry entry;
  private final Path file;

  StoredObject(String bucket, ObjectEntry entry, Path file) {
    this.bucket = bucket;
    this.entry = entry;
    this.file = file;
  }

  /** The bucket's name. */
  public String bucket() {
    return bucket;
  }

  /** The key, decoded. */
  public String key() {
    return entry.key();
  }

  /** The number of bytes. */
  public long size() {
    return entry.size();
  }

  /** The 32-character US3 ETag, without quotes. */
  public String eTag() {
    return entry.eTag();
  }

  /** The {@code Content-Type} the object was stored with. */
  public String mimeType() {
    return entry.mimeType();
  }

  /** {@code STANDARD}, {@code IA} or {@code ARCHIVE}. */
  public String storageClass() {
    return entry.storageClass();
  }

  /**
   * User metadata: names without {@code X-Ufile-Meta-}, in lower case; looking one up ignores case.
   */
  public Map<String, String> metadata() {
    return entry.metadata();
  }

  /** When the bytes were stored, by the emulator's clock. */
  public Instant lastModified() {
    return entry.modified();
  }

  /**
   * Opens the bytes for reading. The caller closes the stream.
   *
   * @throws IOException when the object has been overwritten or deleted since
   */
  public InputStream open() throws IOException {
    return Files.newInputStream(file);
  }

  /**
   * All bytes, in memory.
   *
   * @throws UncheckedIOException when the object has been overwritten or deleted since
   */
  public byte[] bytes() {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  ObjectEntry entry() {
    return entry;
  }

  Path file() {
    return file;
  }

  @Override
  public String toString() {
    return "StoredObject[" + bucket + "/" + key() + ", " + size() + " bytes, " + eTag() + "]";
  }
}
