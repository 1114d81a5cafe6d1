package io.github.camelus3.client;

import java.time.Instant;
import java.util.List;

/**
 * What the bucket API says of a bucket. Texts are null when absent.
 *
 * @param type {@code public} or {@code private}
 * @param domains the hosts under which the bucket's objects are
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
