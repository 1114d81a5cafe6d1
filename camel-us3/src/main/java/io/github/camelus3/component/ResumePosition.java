package io.github.camelus3.component;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How far a bucket is done: every object up to the offset was processed or is of no interest.
 * Objects are walked in the order of their keys, but may be done in any. Holds the keys in progress
 * and no more. Thread safe: the polling thread walks, any thread ends.
 */
final class ResumePosition {
  /** Keys in progress, in the order of their begin, with the key that was walked before each. */
  private final Map<String, String> inProgress = new LinkedHashMap<>();

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
    inProgress.putIfAbsent(key, walked);
    walked = key;
  }

  /** An object that was taken is done. */
  synchronized void done(String key) {
    inProgress.remove(key);
  }

  /** An object that was taken has to be taken again. */
  synchronized void failed(String key) {
    String before = inProgress.remove(key);
    if (before != null) {
      hold(before);
    }
  }

  /** The offset; empty when nothing is done. */
  synchronized String offset() {
    return offsetOnceDone(null);
  }

  /** The offset there will be when this object is done. */
  synchronized String offsetOnceDone(String key) {
    String offset = held == null ? walked : least(held, walked);
    for (Map.Entry<String, String> entry : inProgress.entrySet()) {
      if (!entry.getKey().equals(key)) {
        offset = least(offset, entry.getValue());
      }
    }
    return offset;
  }

  private void hold(String before) {
    held = held == null ? before : least(held, before);
  }

  private static String least(String a, String b) {
    return BucketWalk.KEY_ORDER.compare(a, b) <= 0 ? a : b;
  }
}
