package io.github.camelus3.soak;

import java.util.List;
import java.util.Optional;

/**
 * How an upload went. Immutable.
 *
 * @param attempts one for most, more for those that are resumed
 */
record SoakOutcome(SoakUpload upload, List<Attempt> attempts) {

  SoakOutcome {
    attempts = List.copyOf(attempts);
  }

  /**
   * One attempt.
   *
   * @param token by which the callback service knows it
   * @param failure what the route saw; empty when the upload was acknowledged
   * @param reply the message's body afterwards, when there was a policy
   * @param eTag the message's header afterwards
   * @param uploadId likewise; null when none was begun
   */
  record Attempt(
      String token, Optional<Exception> failure, String reply, String eTag, String uploadId) {}

  Attempt last() {
    return attempts.get(attempts.size() - 1);
  }

  boolean isAcknowledged() {
    return last().failure().isEmpty();
  }

  String what() {
    return upload.mode()
        + " of "
        + upload.key()
        + " ("
        + upload.body()
        + ", "
        + upload.size()
        + ")";
  }
}
