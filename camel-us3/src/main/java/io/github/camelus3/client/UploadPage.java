package io.github.camelus3.client;

import java.util.List;

/**
 * One page of unfinished uploads.
 *
 * @param nextMarker where the next page begins; empty when there is none
 */
public record UploadPage(List<UnfinishedUpload> uploads, String nextMarker) {
  public UploadPage {
    uploads = List.copyOf(uploads);
  }
}
