package io.github.camelus3.component.consumer;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How far a bucket is done: every object up to the offset was processed or is of no interest.
 * Objects are walked in the order of their keys, but may be done in any. Holds the keys in progress
 * and no more. Thread safe: the polling thread walks, any thread ends.
 */
final class ResumePosition {
  /** By key, in the order of their begin. */
  private final Map<String, Started> inProgress = new LinkedHashMap<>();

  /**
   * A key in progress, in more than one version if it was overwritten meanwhile.
   *
   * @param before the key that was walked before it
   */
  private record Started(String before, int versions) {}

  private String lastKey = "";

  /** Behind it there is something to come back to; null when there is not. */
  private String held;

  /** Begins where an earlier process was. */
  synchronized void resume(String offset) {
    lastKey = offset;
    held = null;
  }

  /** Begins a round; answers the key to begin behind. */
  synchronized String beginRound() {
    lastKey = offset();
    held = null;
    return lastKey;
  }

  /** An object that will never be taken. */
  synchronized void skipped(String key) {
    lastKey = key;
  }

  /** An object to come back to. */
  synchronized void postponed(String key) {
    hold(lastKey);
    lastKey = key;
  }

  /** An object is taken. */
  synchronized void started(String key) {
    inProgress.merge(
        key,
        new Started(lastKey, 1),
        (first, next) -> new Started(smaller(first.before(), next.before()), first.versions() + 1));
    lastKey = key;
  }

  /** An object that was taken is done. */
  synchronized void done(String key) {
    ended(key);
  }

  /** An object that was taken has to be taken again. */
  synchronized void failed(String key) {
    Started started = ended(key);
    if (started != null) {
      hold(started.before());
    }
  }

  /** An object that was taken is the next one to be walked again. */
  synchronized void returned(String key) {
    Started started = ended(key);
    if (started != null) {
      lastKey = smaller(lastKey, started.before());
    }
  }

  private Started ended(String key) {
    Started started = inProgress.get(key);
    inProgress.computeIfPresent(
        key, (same, t) -> t.versions() == 1 ? null : new Started(t.before(), t.versions() - 1));
    return started;
  }

  /** The offset; empty when nothing is done. */
  synchronized String offset() {
    return offsetOnceDone(null);
  }

  /** The offset there will be when this object is done. */
  synchronized String offsetOnceDone(String key) {
    String offset = held == null ? lastKey : smaller(held, lastKey);
    for (Map.Entry<String, Started> entry : inProgress.entrySet()) {
      boolean isDone = entry.getKey().equals(key) && entry.getValue().versions() == 1;
      if (!isDone) {
        offset = smaller(offset, entry.getValue().before());
      }
    }
    return offset;
  }

  private void hold(String before) {
    held = held == null ? before : smaller(held, before);
  }

  private static String smaller(String a, String b) {
    return ListingCursor.KEY_ORDER.compare(a, b) <= 0 ? a : b;
  }
}
