package io.github.camelus3.component;

/** The two listings that US3 has. */
public enum Us3ListApi {
  /** Knows delimiters; not offered in every region. */
  listObjects,
  /** The older one, offered everywhere. */
  prefixFileList
}
