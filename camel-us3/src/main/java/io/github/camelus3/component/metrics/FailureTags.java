package io.github.camelus3.component.metrics;

import io.github.camelus3.client.Us3CallbackException;
import io.github.camelus3.client.Us3CallbackRejectedException;
import io.github.camelus3.client.Us3CallbackReplyLostException;
import io.github.camelus3.client.Us3CallbackUnreachableException;
import io.github.camelus3.client.Us3ServiceException;
import io.micrometer.core.instrument.Tags;

/** Turns failures into tags. Thread safe. */
final class FailureTags {
  private final BoundedTag exceptions = new BoundedTag();
  private final BoundedTag retCodes = new BoundedTag();
  private final BoundedTag reasons = new BoundedTag();

  /** The tags outcome, exception and ret.code; {@code failure} is null after a success. */
  Tags of(Throwable failure) {
    return Tags.of(
        "outcome", failure == null ? "success" : "failure",
        "exception", exceptions.of(failure == null ? null : name(failure)),
        "ret.code", retCodes.of(retCode(failure)));
  }

  /** Why a request is retried: the status of its response, else the exception. */
  String reason(Throwable failure) {
    boolean hasStatus = failure instanceof Us3ServiceException e && e.getHttpStatus() > 0;
    return reasons.of(
        hasStatus
            ? Integer.toString(((Us3ServiceException) failure).getHttpStatus())
            : name(failure));
  }

  /** What became of the callback of an upload; null if it was not sent. */
  static String callback(Throwable failure) {
    if (failure == null) {
      return "accepted";
    }
    if (!(failure instanceof Us3CallbackException)) {
      return null;
    }
    if (failure instanceof Us3CallbackRejectedException) {
      return "rejected";
    }
    if (failure instanceof Us3CallbackUnreachableException) {
      return "unreachable";
    }
    return failure instanceof Us3CallbackReplyLostException ? "reply.lost" : "invalid";
  }

  private static String retCode(Throwable failure) {
    return failure instanceof Us3ServiceException e && e.getRetCode() != 0
        ? Integer.toString(e.getRetCode())
        : null;
  }

  private static String name(Throwable failure) {
    String simple = failure.getClass().getSimpleName();
    return simple.isEmpty() ? failure.getClass().getSuperclass().getSimpleName() : simple;
  }
}
