package io.github.camelus3.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The attributes that an object is stored with.
 *
 * @param mimeType sent as {@code Content-Type}, stripped, and returned by GET and HEAD; null sends
 *     none
 * @param storageClass {@code STANDARD}, {@code IA} or {@code ARCHIVE}; null for the service's
 *     default, {@code STANDARD}
 * @param metadata user metadata. Names are letters, digits and hyphens, and differ by more than
 *     case. Values have no control characters and neither start nor end with a blank, because they
 *     are sent as headers. Names and values together are at most 8 KiB. Source: UCloud API
 *     reference, "put_file"
 */
public record ObjectAttributes(String mimeType, String storageClass, Map<String, String> metadata) {
  /** No MIME type, no storage class, no metadata. */
  public static final ObjectAttributes NONE = new ObjectAttributes(null, null, Map.of());

  private static final int MAX_METADATA_BYTES = 8 << 10;
  private static final Pattern METADATA_NAME = Pattern.compile("[A-Za-z0-9-]+");
  private static final Pattern STORAGE_CLASS = Pattern.compile("STANDARD|IA|ARCHIVE");

  public ObjectAttributes {
    metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    mimeType = Arguments.requireMimeType(mimeType);
    if (storageClass != null) {
      requireStorageClass(storageClass);
    }
    int bytes = 0;
    Map<String, String> inAnyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (Map.Entry<String, String> entry : metadata.entrySet()) {
      bytes += requireMetadata(entry.getKey(), entry.getValue());
      requireNew(inAnyCase.put(entry.getKey(), entry.getKey()), entry.getKey());
    }
    if (bytes > MAX_METADATA_BYTES) {
      throw new IllegalArgumentException(
          "metadata must be at most " + MAX_METADATA_BYTES + " bytes: " + bytes);
    }
  }

  /** Only a MIME type. */
  public static ObjectAttributes ofMimeType(String mimeType) {
    return new ObjectAttributes(mimeType, null, Map.of());
  }

  static String requireStorageClass(String storageClass) {
    if (storageClass == null || !STORAGE_CLASS.matcher(storageClass).matches()) {
      throw new IllegalArgumentException(
          "storageClass must be STANDARD, IA or ARCHIVE: " + storageClass);
    }
    return storageClass;
  }

  /** Header names that differ only by case are the same. */
  private static void requireNew(String before, String name) {
    if (before != null) {
      throw new IllegalArgumentException(
          "metadata names must differ by more than case: \"" + before + "\", \"" + name + '"');
    }
  }

  private static int requireMetadata(String name, String value) {
    if (name == null || !METADATA_NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "metadata name must be letters, digits and hyphens: \"" + name + "\"");
    }
    String what = "metadata value of \"" + name + '"';
    if (value == null) {
      throw new IllegalArgumentException(what + " must not be null");
    }
    return name.length() + Arguments.requireHeaderValue(what, value).getBytes(UTF_8).length;
  }
}
