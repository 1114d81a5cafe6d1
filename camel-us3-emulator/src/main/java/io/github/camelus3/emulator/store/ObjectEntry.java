package io.github.camelus3.emulator.store;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An object's metadata, stored as one JSON file. Times are Unix milliseconds. Immutable.
 *
 * @param blob name of the file that holds the bytes
 * @param acl {@code default} or {@code public-read}
 * @param restoredAtMillis when the object is restored, 0 if no restore was requested
 */
public record ObjectEntry(
    String key,
    String blob,
    long size,
    String eTag,
    String mimeType,
    String storageClass,
    Map<String, String> metadata,
    long createdAtMillis,
    long modifiedAtMillis,
    String acl,
    Map<String, String> tags,
    long restoredAtMillis) {

  /** The default storage class. */
  public static final String STANDARD = "STANDARD";

  /** The storage class of objects that must be restored before reading. */
  public static final String ARCHIVE = "ARCHIVE";

  /** The ACL of an object that follows its bucket. */
  public static final String ACL_DEFAULT = "default";

  /** The ACL of an object that everyone may read. */
  public static final String ACL_PUBLIC_READ = "public-read";

  public ObjectEntry {
    metadata = ignoringCase(metadata);
    tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
  }

  private static Map<String, String> ignoringCase(Map<String, String> from) {
    Map<String, String> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    copy.putAll(from);
    return Collections.unmodifiableMap(copy);
  }

  /** The entry of a new object. */
  public static ObjectEntry of(
      String key, ReceivedBody body, ObjectAttributes attributes, Instant now) {
    return new ObjectEntry(
        key,
        body.blobName(),
        body.size(),
        body.eTag(),
        attributes.mimeType(),
        attributes.storageClass(),
        attributes.metadata(),
        now.toEpochMilli(),
        now.toEpochMilli(),
        ACL_DEFAULT,
        Map.of(),
        0);
  }

  /** When the object was created. */
  public Instant created() {
    return Instant.ofEpochMilli(createdAtMillis);
  }

  /** When the bytes were stored. */
  public Instant modified() {
    return Instant.ofEpochMilli(modifiedAtMillis);
  }

  /** When the object is restored, in the past or the future; empty for never. */
  public Optional<Instant> restored() {
    return restoredAtMillis == 0
        ? Optional.empty()
        : Optional.of(Instant.ofEpochMilli(restoredAtMillis));
  }

  /** Whether the bytes cannot be read at that time, before the object is restored. */
  public boolean isFrozenAt(Instant now) {
    return storageClass.equals(ARCHIVE) && restored().map(now::isBefore).orElse(true);
  }

  /** A copy with another key. */
  public ObjectEntry withKey(String newKey) {
    return copy(newKey, mimeType, storageClass, acl, tags, restoredAtMillis);
  }

  /** A copy with another MIME type. */
  public ObjectEntry withMimeType(String type) {
    return copy(key, type, storageClass, acl, tags, restoredAtMillis);
  }

  /** Changing the class ends a restoration. */
  public ObjectEntry withStorageClass(String other) {
    return copy(key, mimeType, other, acl, tags, 0);
  }

  /** A copy with another ACL. */
  public ObjectEntry withAcl(String other) {
    return copy(key, mimeType, storageClass, other, tags, restoredAtMillis);
  }

  /** A copy with other tags. */
  public ObjectEntry withTags(Map<String, String> other) {
    return copy(key, mimeType, storageClass, acl, other, restoredAtMillis);
  }

  /** A copy that is restored at that time. */
  public ObjectEntry withRestoredAt(Instant time) {
    return copy(key, mimeType, storageClass, acl, tags, time.toEpochMilli());
  }

  /** The same bytes with these attributes. */
  private ObjectEntry copy(
      String newKey,
      String newMimeType,
      String newStorageClass,
      String newAcl,
      Map<String, String> newTags,
      long newRestoredAtMillis) {
    return new ObjectEntry(
        newKey,
        blob,
        size,
        eTag,
        newMimeType,
        newStorageClass,
        metadata,
        createdAtMillis,
        modifiedAtMillis,
        newAcl,
        newTags,
        newRestoredAtMillis);
  }
}
