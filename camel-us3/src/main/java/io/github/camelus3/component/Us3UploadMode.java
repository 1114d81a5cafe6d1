package io.github.camelus3.component;

/** How {@link Us3Operation#upload} sends an object. */
public enum Us3UploadMode {
  /** {@link #put} below the multipart threshold, {@link #asyncUpload} from there on. */
  auto,
  /** One PUT. */
  put,
  /** Parts, one after another. */
  mput,
  /** Parts, 10 in flight. */
  asyncMput,
  /** Parts, as many in flight as {@code jobs}. */
  asyncUpload,
  /** Finishes an upload whose parts are stored already. */
  finish
}
