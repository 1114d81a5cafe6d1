package io.github.camelus3.client;

import java.util.Objects;

/**
 * A stored part.
 *
 * @param partNumber from 0
 * @param eTag without quotes
 * @param sizeBytes the part's length; -1 when unknown
 */
public record UploadedPart(int partNumber, String eTag, long sizeBytes)
    implements Comparable<UploadedPart> {
  public UploadedPart {
    Arguments.requirePartNumber(partNumber);
    if (Objects.requireNonNull(eTag, "eTag").isBlank()) {
      throw new IllegalArgumentException("eTag of part " + partNumber + " must not be blank");
    }
  }

  @Override
  public int compareTo(UploadedPart other) {
    return Integer.compare(partNumber, other.partNumber);
  }
}
