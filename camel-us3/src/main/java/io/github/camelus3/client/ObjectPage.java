package io.github.camelus3.client;

import java.util.List;

/**
 * One page of a listing.
 *
 * @param objects in the order of the service
 * @param commonPrefixes what deeper keys were rolled up to; empty without a delimiter
 * @param nextMarker where the next page begins; empty when there is none
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
