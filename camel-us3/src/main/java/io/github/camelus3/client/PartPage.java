package io.github.camelus3.client;

import java.util.List;

/**
 * One page of the parts of an upload.
 *
 * @param parts in the order of their numbers
 * @param nextMarker the marker of the next page
 * @param isTruncated whether there is a next page
 */
public record PartPage(List<UploadedPart> parts, int nextMarker, boolean isTruncated) {
  public PartPage {
    parts = List.copyOf(parts);
  }
}
