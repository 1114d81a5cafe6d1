package io.github.camelus3.client;

import java.util.List;

/**
 * One page of a listing.
 *
 * @param objects in {@link Us3Listing#KEY_ORDER}
 * @param commonPrefixes the prefixes of grouped keys; empty without a delimiter
 * @param nextMarker the marker of the next page; empty when there is none
 * @param isTruncated whether there is a next page
 */
public record ObjectPage(
    List<ObjectSummary> objects,
    List<String> commonPrefixes,
    String nextMarker,
    boolean isTruncated) {
  public ObjectPage {
    objects = List.copyOf(objects);
    commonPrefixes = List.copyOf(commonPrefixes);
  }
}
