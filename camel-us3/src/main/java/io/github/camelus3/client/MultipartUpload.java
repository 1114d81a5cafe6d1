package io.github.camelus3.client;

/**
 * An upload that was begun and takes parts.
 *
 * @param mimeType the object's MIME type as given when it was begun; null when none was given
 * @param partSizeBytes the service's {@code BlkSize}: the length of every part but the last, which
 *     may be shorter; 0 when unknown, as of an upload that somebody else began
 */
public record MultipartUpload(
    String bucket, String key, String uploadId, String mimeType, long partSizeBytes) {
  /** Larger parts than any that was seen (32 MiB), and so large that buffers of it can be made. */
  public static final long MAX_PART_SIZE_BYTES = 1 << 30;

  public MultipartUpload {
    Arguments.requireBucket(bucket);
    Arguments.requireKey(key);
    mimeType = Arguments.requireMimeType(mimeType);
    Arguments.requireUploadId(uploadId);
  }
}
