package io.github.camelus3.callback;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * What a callback's fields say of the object. Everything is what the callback claims, and null when
 * it says nothing. US3 adds nothing of its own to a callback, so the names are those that policies
 * commonly use; upper and lower case, {@code _} and {@code -} make no difference, and of several
 * names the first one counts.
 *
 * @param key from {@code key}, {@code objectKey}, {@code objectName}, {@code fileName}
 * @param bucket from {@code bucket}, {@code bucketName}
 * @param eTag from {@code etag}, without quotes
 * @param sizeBytes from {@code size}, {@code fileSize}, {@code fsize}, {@code contentLength}; what
 *     is not a whole number from 0 counts as nothing
 * @param mimeType from {@code mimeType}, {@code mime}, {@code contentType}
 */
public record CallbackObject(
    String key, String bucket, String eTag, Long sizeBytes, String mimeType) {
  /** Reads the fields. */
  public static CallbackObject of(Map<String, Object> fields) {
    return new CallbackObject(
        firstText(fields, "key", "objectkey", "objectname", "filename"),
        firstText(fields, "bucket", "bucketname"),
        unquote(firstText(fields, "etag")),
        parseSize(firstText(fields, "size", "filesize", "fsize", "contentlength")),
        firstText(fields, "mimetype", "mime", "contenttype"));
  }

  /** The fields of one meaning that are not to contradict a token; all of them, in any spelling. */
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
