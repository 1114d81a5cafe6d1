package io.github.camelus3.client;

import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import okhttp3.Headers;

/**
 * An object as the response to HeadFile or GetFile describes it.
 *
 * @param summary the object, as a listing shows it; without creation time and restore status, which
 *     these responses do not have
 * @param httpStatus of the response
 * @param sessionId {@code X-SessionId} of the response; null when absent
 */
public record ObjectInfo(ObjectSummary summary, int httpStatus, String sessionId) {
  private static final String METADATA_PREFIX = "x-ufile-meta-";

  /** Reads the headers of a response to HeadFile or GetFile. */
  static ObjectInfo of(String bucket, String key, int status, Headers headers, long size) {
    Map<String, String> metadata = new HashMap<>();
    headers.forEach(
        header -> {
          String name = header.getFirst().toLowerCase(Locale.ROOT);
          if (name.startsWith(METADATA_PREFIX)) {
            metadata.put(name.substring(METADATA_PREFIX.length()), header.getSecond());
          }
        });
    ObjectSummary summary =
        new ObjectSummary(
            bucket,
            key,
            size,
            ETags.unquoted(headers.get("ETag")),
            headers.get("Content-Type"),
            headers.get("X-Ufile-Storage-Class"),
            headers.getInstant("Last-Modified"),
            null,
            metadata,
            null);
    return new ObjectInfo(summary, status, headers.get("X-SessionId"));
  }

  /** The value of {@code Content-Length}; -1 when absent. */
  static long lengthOf(Headers headers) {
    String length = headers.get("Content-Length");
    return length != null && length.matches("[0-9]{1,18}") ? Long.parseLong(length) : -1;
  }

  /** The bucket that holds the object. */
  public String bucket() {
    return summary.bucket();
  }

  /** The object's key. */
  public String key() {
    return summary.key();
  }

  /** The ETag without quotes; null when absent. */
  public String eTag() {
    return summary.eTag();
  }

  /** The length of the whole object, also in the response to a ranged request. */
  public long sizeBytes() {
    return summary.sizeBytes();
  }

  /** The MIME type; null when absent. */
  public String mimeType() {
    return summary.mimeType();
  }

  /** The storage class; null when absent. */
  public String storageClass() {
    return summary.storageClass();
  }

  /** The time of the last change; null when absent or not a date. */
  public Instant lastModified() {
    return summary.lastModified();
  }

  /** User metadata: names in lower case, without {@code X-Ufile-Meta-}. */
  public Map<String, String> metadata() {
    return summary.metadata();
  }
}
