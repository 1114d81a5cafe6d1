package io.github.camelus3.component;

/** The two listings of US3. */
public enum Us3ListApi {
  /** Supports delimiters; not offered in every region. */
  listObjects,
  /** The older listing; offered in every region. */
  prefixFileList
}
