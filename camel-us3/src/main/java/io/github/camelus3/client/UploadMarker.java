package io.github.camelus3.client;

/**
 * Where a page of unfinished uploads begins: behind all uploads of a key, or behind one of them.
 * Source: UCloud API reference, "get_multi_upload_id", {@code marker} and {@code upload-id-marker}.
 *
 * @param uploadId empty for all uploads of the key
 */
record UploadMarker(String key, String uploadId) {
  /** In no upload ID, and in no key that anybody has. */
  private static final char SEPARATOR = '\0';

  /** Reads what {@link #toText} gives, or a key. */
  static UploadMarker parse(String text) {
    int end = text.indexOf(SEPARATOR);
    return end < 0
        ? new UploadMarker(text, "")
        : new UploadMarker(text.substring(0, end), text.substring(end + 1));
  }

  /** One text, for callers who give it back; empty for the end of the list. */
  String toText() {
    return key.isEmpty() || uploadId.isEmpty() ? key : key + SEPARATOR + uploadId;
  }
}
