package io.github.camelus3.component;

/** How the polling consumer sorts the objects of one page of a listing. */
public enum Us3SortBy {
  /** As the service lists them. */
  none,
  /** By key, in the order of the keys' UTF-8 bytes. */
  key,
  /** By the time of the last change, oldest first; then by key. */
  lastModified,
  /** Shuffled, so that processes that poll the same bucket collide less. */
  random
}
