package io.github.camelus3.client;

import java.util.List;

/**
 * One page of unfinished uploads.
 *
 * @param nextMarker the marker of the next page, to be passed back unchanged; empty when there is
 *     none. The marker holds a key, and an upload ID where the service distinguishes uploads of one
 *     key
 */
public record UploadPage(List<UnfinishedUpload> uploads, String nextMarker) {
  public UploadPage {
    uploads = List.copyOf(uploads);
  }
}
