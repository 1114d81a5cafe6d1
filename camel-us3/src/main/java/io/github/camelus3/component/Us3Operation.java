package io.github.camelus3.component;

/** What a {@code us3:} producer does with a message. */
public enum Us3Operation {
  /** Uploads the body, or finishes an upload, in one of the {@link Us3UploadMode}s. */
  upload
}
