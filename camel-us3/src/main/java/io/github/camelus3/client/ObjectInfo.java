package io.github.camelus3.client;

import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import okhttp3.Headers;

/**
 * What the service says of an object beside its bytes.
 *
 * @param eTag without quotes; null when absent
 * @param sizeBytes of the whole object, also in the response to a ranged request
 * @param mimeType null when absent
 * @param storageClass null when absent
 * @param lastModified null when absent or not a date
 * @param metadata user metadata, names in lower case without {@code X-Ufile-Meta-}
 * @param sessionId {@code X-SessionId}; null when absent
 */
public record ObjectInfo(
    String bucket,
    String key,
    String eTag,
    long sizeBytes,
    String mimeType,
    String storageClass,
    Instant lastModified,
    Map<String, String> metadata,
    int httpStatus,
    String sessionId) {
  public ObjectInfo {
    metadata = Map.copyOf(metadata);
  }

  private static final String METADATA_PREFIX = "x-ufile-meta-";

  /** Reads the headers of a response to GetFile or HeadFile. */
  static ObjectInfo of(String bucket, String key, int status, Headers headers, long size) {
    Map<String, String> metadata = new HashMap<>();
    headers.forEach(
        header -> {
          String name = header.getFirst().toLowerCase(Locale.ROOT);
          if (name.startsWith(METADATA_PREFIX)) {
            metadata.put(name.substring(METADATA_PREFIX.length()), header.getSecond());
          }
        });
    Instant lastModified = headers.getInstant("Last-Modified");
    return new ObjectInfo(
        bucket,
        key,
        HttpResponse.plain(headers.get("ETag")),
        size,
        headers.get("Content-Type"),
        headers.get("X-Ufile-Storage-Class"),
        lastModified,
        metadata,
        status,
        headers.get("X-SessionId"));
  }

  /** The value of {@code Content-Length}; -1 when absent. */
  static long lengthOf(Headers headers) {
    String length = headers.get("Content-Length");
    return length != null && length.matches("[0-9]{1,18}") ? Long.parseLong(length) : -1;
  }
}
