package io.github.camelus3.transfer;

import io.github.camelus3.client.MultipartUpload;

/**
 * Hears how an upload goes: on the upload's own threads, one call at a time. Must return soon and
 * not throw.
 */
@FunctionalInterface
public interface UploadListener {
  /** Hears nothing. */
  UploadListener NONE = upload -> {};

  /** The service has given an upload ID, or goes on with one; parts follow. Not for one PUT. */
  void begun(MultipartUpload upload);

  /** The service has acknowledged one more part, or the one PUT. */
  default void progressed(UploadProgress progress) {}
}
