package io.github.camelus3.component.consumer;

import io.github.camelus3.client.ObjectInfo;

/**
 * The marks that one consumer has set for one object. Only marks that were set here are ever
 * removed: a mark of another consumer under the same name stays.
 *
 * <pre>
 *   state        in-progress mark   handed-out mark    next
 *   in progress  set                not set            claim, removeInProgress
 *   claimed      set                set, if eager      confirm and removeInProgress, release, reclaim
 *   ended        removed            kept if confirmed  -
 * </pre>
 *
 * <p>For one thread at a time: the polling thread claims, the thread that ends the exchange
 * confirms or releases.
 */
final class ObjectClaim {
  private final ObjectClaims claims;
  private ObjectInfo object;

  /** The mark in the repository of objects in progress; null when not set here. */
  private String progressMark;

  /** The mark in the repository of objects handed out; null when not set here. */
  private String handedOutMark;

  ObjectClaim(ObjectClaims claims, ObjectInfo object, String progressMark) {
    this.claims = claims;
    this.object = object;
    this.progressMark = progressMark;
  }

  ObjectInfo object() {
    return object;
  }

  /**
   * Claims the object before it is opened. Returns false if another consumer holds it or has
   * processed it. On false or an exception the in-progress mark is removed.
   */
  boolean claim() {
    boolean isClaimed = false;
    try {
      String mark = claims.handedOutMark(object);
      isClaimed = mark == null || claims.claim(mark);
      if (isClaimed && claims.isEager()) {
        handedOutMark = mark;
      }
      return isClaimed;
    } finally {
      if (!isClaimed) {
        removeInProgress();
      }
    }
  }

  /**
   * Claims the current version of an object in place of the listed one. Returns false if another
   * consumer holds that.
   */
  boolean reclaim(ObjectInfo now) {
    release();
    object = now;
    progressMark = claims.addInProgress(now);
    return progressMark != null && claim();
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
      removeInProgress();
    }
  }

  /** Removes the in-progress mark. */
  void removeInProgress() {
    String mark = progressMark;
    progressMark = null;
    if (mark != null) {
      claims.removeInProgress(mark);
    }
  }
}
