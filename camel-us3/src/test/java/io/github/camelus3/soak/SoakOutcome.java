package io.github.camelus3.soak;

import java.util.List;
import java.util.Optional;

/**
 * The result of an upload. Immutable.
 *
 * @param attempts one, or more for an upload that was resumed
 */
record SoakOutcome(SoakUpload upload, List<Attempt> attempts) {

  SoakOutcome {
    attempts = List.copyOf(attempts);
  }

  /**
   * One attempt.
   *
   * @param token the attempt's name in the callback
   * @param failure the route's exception; empty when the upload was acknowledged
   * @param reply the message's body after an upload with a policy; else null
   * @param eTag the message's header after the upload
   * @param uploadId the message's header after the upload; null when none was initiated
   */
  record Attempt(
      String token, Optional<Exception> failure, String reply, String eTag, String uploadId) {}

  Attempt last() {
    return attempts.get(attempts.size() - 1);
  }

  boolean isAcknowledged() {
    return last().failure().isEmpty();
  }

  String description() {
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
