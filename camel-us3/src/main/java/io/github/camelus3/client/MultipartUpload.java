package io.github.camelus3.client;

/**
 * An initiated upload that accepts parts.
 *
 * @param mimeType the object's MIME type as given at initiation; null when absent
 * @param partSizeBytes the service's {@code BlkSize}: the length of every part but the last, which
 *     may be shorter; 0 when unknown, as for an upload that another client initiated
 */
public record MultipartUpload(
    String bucket, String key, String uploadId, String mimeType, long partSizeBytes) {
  /** Larger than any part size that was recorded (32 MiB), and still small enough for a buffer. */
  public static final long MAX_PART_SIZE_BYTES = 1 << 30;

  public MultipartUpload {
    Arguments.requireBucket(bucket);
    Arguments.requireKey(key);
    mimeType = Arguments.requireMimeType(mimeType);
    Arguments.requireUploadId(uploadId);
  }
}
