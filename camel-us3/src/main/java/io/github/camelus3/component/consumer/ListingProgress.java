package io.github.camelus3.component.consumer;

/**
 * Hears how the objects of a listing fare, each by its key. The first three methods are called in
 * the order of the listing, by one thread; the others in any order, by any thread.
 */
interface ListingProgress {
  /** Hears nothing: for consumers that do not resume. */
  ListingProgress IGNORED = new ListingProgress() {};

  /** The object is never processed. */
  default void skipped(String key) {}

  /** The object cannot be processed in this round. */
  default void postponed(String key) {}

  /** The object is in progress. */
  default void started(String key) {}

  /** A started object has been processed, or is gone. */
  default void done(String key) {}

  /** A started object must be processed again. */
  default void failed(String key) {}

  /** A started object has not been delivered, and is the next one of the listing again. */
  default void returned(String key) {}
}
