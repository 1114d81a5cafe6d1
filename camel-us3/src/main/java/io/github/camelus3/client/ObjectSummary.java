package io.github.camelus3.client;

import java.time.Instant;
import java.util.Map;

/**
 * The metadata of an object, as a listing shows it.
 *
 * @param eTag without quotes; null when absent
 * @param mimeType null when absent
 * @param storageClass null when absent
 * @param lastModified null when absent
 * @param createTime null when absent
 * @param metadata user metadata; empty when the listing has none
 * @param restoreStatus {@code Frozen} or {@code Restored} of an archived object; null when absent
 */
public record ObjectSummary(
    String bucket,
    String key,
    long sizeBytes,
    String eTag,
    String mimeType,
    String storageClass,
    Instant lastModified,
    Instant createTime,
    Map<String, String> metadata,
    String restoreStatus) {
  public ObjectSummary {
    metadata = Map.copyOf(metadata);
  }
}
