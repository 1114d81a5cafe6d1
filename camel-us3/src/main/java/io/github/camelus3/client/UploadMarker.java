package io.github.camelus3.client;

/**
 * The start of a page of unfinished uploads: after all uploads of a key, or after one of them.
 * Source: UCloud API reference, "get_multi_upload_id", {@code marker} and {@code upload-id-marker}.
 *
 * @param uploadId empty for all uploads of the key
 */
record UploadMarker(String key, String uploadId) {
  /** Not used in upload IDs, nor in real keys. */
  private static final char SEPARATOR = '\0';

  /** Parses the result of {@link #toText}, or a key. */
  static UploadMarker parse(String text) {
    int end = text.indexOf(SEPARATOR);
    return end < 0
        ? new UploadMarker(text, "")
        : new UploadMarker(text.substring(0, end), text.substring(end + 1));
  }

  /** One text for callers, who pass it back; empty at the end of the list. */
  String toText() {
    return key.isEmpty() || uploadId.isEmpty() ? key : key + SEPARATOR + uploadId;
  }
}
