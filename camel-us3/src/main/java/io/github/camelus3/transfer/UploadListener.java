package io.github.camelus3.transfer;

import io.github.camelus3.client.MultipartUpload;

/**
 * Receives the progress of an upload, on the upload's own threads, one call at a time. Must return
 * soon and not throw.
 */
@FunctionalInterface
public interface UploadListener {
  /** Ignores all progress. */
  UploadListener NONE = upload -> {};

  /** The upload has an upload ID, new or resumed, and its parts follow. Not called for one PUT. */
  void begun(MultipartUpload upload);

  /** The service has acknowledged one more part, or the one PUT. */
  default void progressed(UploadProgress progress) {}
}
