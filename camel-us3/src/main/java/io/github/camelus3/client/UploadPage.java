package io.github.camelus3.client;

import java.util.List;

/**
 * One page of unfinished uploads.
 *
 * @param nextMarker where the next page begins, to be given back as it is: a key, and the ID of an
 *     upload where the service tells several uploads of one key apart. Empty when there is none
 */
public record UploadPage(List<UnfinishedUpload> uploads, String nextMarker) {
  public UploadPage {
    uploads = List.copyOf(uploads);
  }
}
