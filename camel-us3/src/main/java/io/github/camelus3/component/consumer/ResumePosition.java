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
  private final Map<String, Taken> inProgress = new LinkedHashMap<>();

  /**
   * A key in progress, in more than one version if it was overwritten meanwhile.
   *
   * @param before the key that was walked before it
   */
  private record Taken(String before, int versions) {}

  private String walked = "";

  /** Behind it there is something to come back to; null when there is not. */
  private String held;

  /** Begins where an earlier process was. */
  synchronized void resume(String offset) {
    walked = offset;
    held = null;
  }

  /** Begins a round; answers the key to begin behind. */
  synchronized String beginRound() {
    walked = offset();
    held = null;
    return walked;
  }

  /** An object that will never be taken. */
  synchronized void passed(String key) {
    walked = key;
  }

  /** An object to come back to. */
  synchronized void putOff(String key) {
    hold(walked);
    walked = key;
  }

  /** An object is taken. */
  synchronized void began(String key) {
    inProgress.merge(
        key,
        new Taken(walked, 1),
        (first, next) -> new Taken(least(first.before(), next.before()), first.versions() + 1));
    walked = key;
  }

  /** An object that was taken is done. */
  synchronized void done(String key) {
    ended(key);
  }

  /** An object that was taken has to be taken again. */
  synchronized void failed(String key) {
    Taken taken = ended(key);
    if (taken != null) {
      hold(taken.before());
    }
  }

  /** An object that was taken is the next one to be walked again. */
  synchronized void putBack(String key) {
    Taken taken = ended(key);
    if (taken != null) {
      walked = least(walked, taken.before());
    }
  }

  private Taken ended(String key) {
    Taken taken = inProgress.get(key);
    inProgress.computeIfPresent(
        key, (same, t) -> t.versions() == 1 ? null : new Taken(t.before(), t.versions() - 1));
    return taken;
  }

  /** The offset; empty when nothing is done. */
  synchronized String offset() {
    return offsetOnceDone(null);
  }

  /** The offset there will be when this object is done. */
  synchronized String offsetOnceDone(String key) {
    String offset = held == null ? walked : least(held, walked);
    for (Map.Entry<String, Taken> entry : inProgress.entrySet()) {
      boolean isDone = entry.getKey().equals(key) && entry.getValue().versions() == 1;
      if (!isDone) {
        offset = least(offset, entry.getValue().before());
      }
    }
    return offset;
  }

  private void hold(String before) {
    held = held == null ? before : least(held, before);
  }

  private static String least(String a, String b) {
    return ListingCursor.KEY_ORDER.compare(a, b) <= 0 ? a : b;
  }
}
