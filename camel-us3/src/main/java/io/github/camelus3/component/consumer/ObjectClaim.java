package io.github.camelus3.component.consumer;

import io.github.camelus3.client.ObjectInfo;

/**
 * The marks that one consumer has set for one object. Marks of other consumers are never removed.
 *
 * <pre>
 *   state        in-progress mark   handed-out mark    next
 *   in progress  set                not set            claim, removeInProgress
 *   claimed      set                set, if eager      confirm, release, reclaim
 *   confirmed    set                kept               removeInProgress
 * ended        removed            kept if confirmed  none
 * </pre>
 *
 * <p>For one thread at a time: the polling thread claims, the thread that ends the exchange
 * confirms or releases.
 */
final class ObjectClaim {
  private final ObjectClaims claims;
  private ObjectInfo object;

  /** The in-progress mark; null if this claim has not set it. */
  private String progressMark;

  /** The handed-out mark; null if this claim has not set it. */
  private String handedOutMark;

  /** The handed-out mark that could not be confirmed; null if there is none. */
  private String unconfirmedMark;

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
   * Releases the listed version of the object and claims the current one. Returns false if another
   * consumer holds the current version.
   */
  boolean reclaim(ObjectInfo now) {
    release();
    object = now;
    progressMark = claims.addInProgress(now);
    return progressMark != null && claim();
  }

  /** Keeps the handed-out mark for good. */
  void confirm() {
    String mark = handedOutMark != null ? handedOutMark : claims.handedOutMark(object);
    if (mark != null) {
      unconfirmedMark = mark;
      claims.confirm(mark);
      unconfirmedMark = null;
    }
  }

  /** Removes all marks of this claim, so that any consumer can process the object again. */
  void release() {
    String mark = handedOutMark;
    handedOutMark = null; // first: if the removal fails, the mark may be gone
    try {
      if (mark != null) {
        claims.removeHandedOut(mark);
      }
    } finally {
      removeInProgress();
    }
  }

  /** Removes the in-progress mark only. */
  void removeInProgress() {
    String mark = progressMark;
    progressMark = null;
    if (mark != null) {
      claims.removeInProgress(mark, unconfirmedMark);
    }
  }
}
