package io.github.camelus3.component.consumer;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The offset of a route that resumes: every object up to it has been processed or is never
 * processed. Objects start in the order of their keys and end in any order. Holds the keys in
 * progress only. Thread safe.
 */
final class ResumePosition implements ListingProgress {
  /** By key, in the order of their start. */
  private final Map<String, Started> inProgress = new LinkedHashMap<>();

  /**
   * A key in progress, in more than one version if it was overwritten meanwhile.
   *
   * @param before the key that was listed before it
   */
  private record Started(String before, int versions) {}

  /** The last key of the listing so far. */
  private String lastKey = "";

  /** The offset must not pass this key in the present round; null for no such limit. */
  private String limit;

  /** Starts at the offset of an earlier process. */
  synchronized void resume(String offset) {
    lastKey = offset;
    limit = null;
  }

  /** Starts a round, and returns the key behind which it begins. */
  synchronized String beginRound() {
    lastKey = offset();
    limit = null;
    return lastKey;
  }

  @Override
  public synchronized void skipped(String key) {
    lastKey = key;
  }

  @Override
  public synchronized void postponed(String key) {
    limitTo(lastKey);
    lastKey = key;
  }

  @Override
  public synchronized void started(String key) {
    inProgress.merge(
        key,
        new Started(lastKey, 1),
        (first, next) -> new Started(smaller(first.before(), next.before()), first.versions() + 1));
    lastKey = key;
  }

  @Override
  public synchronized void done(String key) {
    end(key);
  }

  @Override
  public synchronized void failed(String key) {
    Started started = end(key);
    if (started != null) {
      limitTo(started.before());
    }
  }

  @Override
  public synchronized void returned(String key) {
    Started started = end(key);
    if (started != null) {
      lastKey = smaller(lastKey, started.before());
    }
  }

  private Started end(String key) {
    Started started = inProgress.get(key);
    inProgress.computeIfPresent(
        key, (same, s) -> s.versions() == 1 ? null : new Started(s.before(), s.versions() - 1));
    return started;
  }

  /** The offset; empty when nothing is done. */
  synchronized String offset() {
    return offsetOnceDone(null);
  }

  /** The offset there will be when this object is done. */
  synchronized String offsetOnceDone(String key) {
    String offset = limit == null ? lastKey : smaller(limit, lastKey);
    for (Map.Entry<String, Started> entry : inProgress.entrySet()) {
      boolean isDone = entry.getKey().equals(key) && entry.getValue().versions() == 1;
      if (!isDone) {
        offset = smaller(offset, entry.getValue().before());
      }
    }
    return offset;
  }

  private void limitTo(String key) {
    limit = limit == null ? key : smaller(limit, key);
  }

  private static String smaller(String a, String b) {
    return ListingCursor.KEY_ORDER.compare(a, b) <= 0 ? a : b;
  }
}
