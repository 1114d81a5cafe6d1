package io.github.camelus3.client;

import java.util.Objects;

/**
 * The parameters of a listing.
 *
 * @param prefix list only keys with this prefix; empty for all
 * @param delimiter {@code /} to group deeper keys under common prefixes, or empty
 * @param marker list only keys after this one; empty for the first page
 * @param maxKeys objects per page: 1 to {@value #MAX_KEYS}
 */
public record ListRequest(
    String bucket, String prefix, String delimiter, String marker, int maxKeys) {
  /** The maximum of objects per page. Source: UCloud API reference, "list_objects". */
  public static final int MAX_KEYS = 1000;

  public ListRequest {
    Arguments.requireBucket(bucket);
    Objects.requireNonNull(prefix, "prefix");
    Objects.requireNonNull(marker, "marker");
    if (!Objects.requireNonNull(delimiter, "delimiter").isEmpty() && !"/".equals(delimiter)) {
      throw new IllegalArgumentException("delimiter must be empty or /: " + delimiter);
    }
    if (maxKeys < 1 || maxKeys > MAX_KEYS) {
      throw new IllegalArgumentException("maxKeys must be 1 to " + MAX_KEYS + ": " + maxKeys);
    }
  }

  /** All objects of a bucket. */
  public static ListRequest of(String bucket) {
    return new ListRequest(bucket, "", "", "", MAX_KEYS);
  }

  /** The same with this prefix. */
  public ListRequest withPrefix(String value) {
    return new ListRequest(bucket, value, delimiter, marker, maxKeys);
  }

  /** The same with this delimiter. */
  public ListRequest withDelimiter(String value) {
    return new ListRequest(bucket, prefix, value, marker, maxKeys);
  }

  /** The same after this marker. */
  public ListRequest withMarker(String value) {
    return new ListRequest(bucket, prefix, delimiter, value, maxKeys);
  }

  /** The same with this many objects per page at most. */
  public ListRequest withMaxKeys(int value) {
    return new ListRequest(bucket, prefix, delimiter, marker, value);
  }
}
