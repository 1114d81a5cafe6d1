package io.github.camelus3.component.consumer;

import io.github.camelus3.client.ObjectSummary;

/**
 * The marks that one consumer has set for one object. Only marks that were set here are ever
 * removed: a mark of another consumer under the same name stays.
 *
 * <pre>
 *            in progress   handed out             next
 *   begun    set           not set                take, end
 *   taken    set           set, if eager          confirm and end, release, takeInstead
 *   ended    removed       kept once confirmed    none
 * </pre>
 *
 * <p>For one thread at a time: the polling thread takes, the thread that ends the exchange confirms
 * or releases.
 */
final class ObjectClaim {
  private final ObjectClaims claims;
  private ObjectSummary object;

  /** The mark in the repository of objects in progress; null when not set here. */
  private String progressMark;

  /** The mark in the repository of objects handed out; null when not set here. */
  private String handedOutMark;

  ObjectClaim(ObjectClaims claims, ObjectSummary object, String progressMark) {
    this.claims = claims;
    this.object = object;
    this.progressMark = progressMark;
  }

  ObjectSummary object() {
    return object;
  }

  /**
   * Claims the object before it is opened. Returns false if another consumer holds it or has
   * processed it. On false or an exception the in-progress mark is removed.
   */
  boolean take() {
    boolean isTaken = false;
    try {
      String mark = claims.handedOutMark(object);
      isTaken = mark == null || claims.mayTake(mark);
      if (isTaken && claims.isEager()) {
        handedOutMark = mark;
      }
      return isTaken;
    } finally {
      if (!isTaken) {
        end();
      }
    }
  }

  /**
   * Claims the current version of an object in place of the listed one. Returns false if another
   * consumer holds that.
   */
  boolean takeInstead(ObjectSummary now) {
    release();
    object = now;
    progressMark = claims.markInProgress(now);
    return progressMark != null && take();
  }

  /** Remembers the object as processed. */
  void confirm() {
    String mark = handedOutMark != null ? handedOutMark : claims.handedOutMark(object);
    if (mark != null) {
      claims.confirm(mark);
    }
  }

  /** Removes the marks that were set here, so that any consumer may take the object again. */
  void release() {
    String mark = handedOutMark;
    handedOutMark = null; // first: a mark that may be gone already is not removed a second time
    try {
      if (mark != null) {
        claims.removeHandedOut(mark);
      }
    } finally {
      end();
    }
  }

  /** Removes the in-progress mark. */
  void end() {
    String mark = progressMark;
    progressMark = null;
    if (mark != null) {
      claims.removeInProgress(mark);
    }
  }
}
