package io.github.camelus3.callback;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * The object that a callback's fields describe. The values are unverified; an absent one is null.
 * US3 adds no fields of its own, so the names are those that policies commonly use. Case, {@code _}
 * and {@code -} are ignored. The first name that is present counts. Immutable.
 *
 * @param key from {@code key}, {@code objectKey}, {@code objectName}, {@code fileName}
 * @param bucket from {@code bucket}, {@code bucketName}
 * @param eTag from {@code etag}, without quotes
 * @param sizeBytes from {@code size}, {@code fileSize}, {@code fsize}, {@code contentLength}; null
 *     unless it is a whole number of at least 0
 * @param mimeType from {@code mimeType}, {@code mime}, {@code contentType}
 */
public record CallbackObject(
    String key, String bucket, String eTag, Long sizeBytes, String mimeType) {
  /** Reads the object from a callback's fields. */
  public static CallbackObject of(Map<String, Object> fields) {
    return new CallbackObject(
        firstText(fields, "key", "objectkey", "objectname", "filename"),
        firstText(fields, "bucket", "bucketname"),
        unquote(firstText(fields, "etag")),
        parseSize(firstText(fields, "size", "filesize", "fsize", "contentlength")),
        firstText(fields, "mimetype", "mime", "contenttype"));
  }

  /** All values under any spelling of the names. */
  static List<String> valuesOf(Map<String, Object> fields, String... names) {
    return fields.entrySet().stream()
        .filter(field -> Arrays.asList(names).contains(normalize(field.getKey())))
        .map(Map.Entry::getValue)
        .filter(Objects::nonNull)
        .map(String::valueOf)
        .toList();
  }

  private static String firstText(Map<String, Object> fields, String... names) {
    return Arrays.stream(names)
        .flatMap(
            name ->
                fields.entrySet().stream()
                    .filter(field -> normalize(field.getKey()).equals(name))
                    .map(Map.Entry::getValue))
        .filter(value -> value instanceof String || value instanceof Number)
        .map(String::valueOf)
        .filter(value -> !value.isEmpty())
        .findFirst()
        .orElse(null);
  }

  private static String normalize(String name) {
    return name.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
  }

  private static String unquote(String eTag) {
    return eTag == null ? null : eTag.replace("\"", "");
  }

  private static Long parseSize(String text) {
    if (text == null || !text.matches("\\d{1,18}")) {
      return null;
    }
    return Long.valueOf(text);
  }
}
