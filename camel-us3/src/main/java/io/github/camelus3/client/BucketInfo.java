package io.github.camelus3.client;

import java.time.Instant;
import java.util.List;

/**
 * A bucket as the bucket API describes it. Texts are null when absent.
 *
 * @param type {@code public} or {@code private}
 * @param domains the hosts that serve the bucket's objects
 * @param createTime null when absent
 */
public record BucketInfo(
    String name,
    String id,
    String region,
    String type,
    String storageClass,
    String tag,
    List<String> domains,
    Instant createTime) {
  public BucketInfo {
    domains = List.copyOf(domains);
  }
}
