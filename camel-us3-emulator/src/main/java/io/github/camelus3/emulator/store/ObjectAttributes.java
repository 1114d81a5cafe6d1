package io.github.camelus3.emulator.store;

import io.github.camelus3.emulator.protocol.Ascii;
import io.github.camelus3.emulator.protocol.HeaderFields;
import io.github.camelus3.emulator.protocol.Us3Error;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The attributes of a new object, from the headers of the request that creates it. */
public record ObjectAttributes(String mimeType, String storageClass, Map<String, String> metadata) {
  private static final String META_PREFIX = "x-ufile-meta-";
  private static final Pattern META_NAME = Pattern.compile("[a-z0-9-]+");
  private static final Set<String> STORAGE_CLASSES = Set.of("STANDARD", "IA", "ARCHIVE");

  /** Source: ufile faq.md and put_file.md, "at most 8 KB". */
  private static final int MAX_METADATA_BYTES = 8 * 1024;

  static final String DEFAULT_MIME_TYPE = "application/octet-stream";

  /** Reads and checks the attributes in a request's headers. */
  public static ObjectAttributes of(HeaderFields headers) {
    return of(headers, headers.first("Content-Type"));
  }

  /** As {@link #of(HeaderFields)}, with a MIME type from elsewhere. */
  public static ObjectAttributes of(HeaderFields headers, String mimeType) {
    return new ObjectAttributes(
        mimeType.isEmpty() ? DEFAULT_MIME_TYPE : mimeType, storageClass(headers), meta(headers));
  }

  /** The storage class in the headers, or the default one. */
  public static String storageClass(HeaderFields headers) {
    String given = headers.first("X-Ufile-Storage-Class");
    if (given.isEmpty()) {
      return ObjectEntry.STANDARD;
    }
    if (!STORAGE_CLASSES.contains(given)) {
      throw Us3Error.badRequest("invalid storage class:" + given);
    }
    return given;
  }

  /** The user metadata in the headers, by name without prefix. */
  public static Map<String, String> meta(HeaderFields headers) {
    Map<String, String> meta = new TreeMap<>();
    int bytes = 0;
    for (HeaderFields.Field field : headers.fields()) {
      String name = Ascii.lowerCase(field.name());
      if (name.startsWith(META_PREFIX)) {
        String metaName = name.substring(META_PREFIX.length());
        if (!META_NAME.matcher(metaName).matches()) {
          throw Us3Error.badRequest("invalid metadata name:" + metaName);
        }
        bytes += metaName.length() + field.value().getBytes(StandardCharsets.UTF_8).length;
        meta.put(metaName, field.value());
      }
    }
    if (bytes > MAX_METADATA_BYTES) {
      throw Us3Error.badRequest("metadata larger than " + MAX_METADATA_BYTES);
    }
    return meta;
  }
}
