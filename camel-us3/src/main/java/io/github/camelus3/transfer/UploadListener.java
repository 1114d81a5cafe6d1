package io.github.camelus3.transfer;

import io.github.camelus3.client.MultipartUpload;

/** Hears how an upload goes, on the upload's own threads. Must return soon and not throw. */
@FunctionalInterface
public interface UploadListener {
  /** Hears nothing. */
  UploadListener NONE = upload -> {};

  /** The service has given an upload ID; parts follow. Never called for one PUT. */
  void begun(MultipartUpload upload);
}
