package io.github.camelus3.component.activity;

import io.github.camelus3.client.Us3ServiceException;

/**
 * The facts of a failure that an operator needs. Holds no key and no secret. Immutable.
 *
 * @param exception the simple name of its class
 * @param cause the simple name of the class of its root cause; null without a cause
 * @param retCode the service's code; 0 without one
 * @param httpStatus 0 without a response
 * @param errMsg the service's text, without the queries of URLs; null without a response
 * @param sessionId the service's ID of the request, for its support; null without one
 */
public record FailureSummary(
    String exception, String cause, int retCode, int httpStatus, String errMsg, String sessionId) {
  private static final int MAX_CAUSES = 20; // causes can form a circle

  static FailureSummary of(Throwable failure) {
    Us3ServiceException refusal = failure instanceof Us3ServiceException e ? e : null;
    return new FailureSummary(
        name(failure),
        failure.getCause() == null ? null : name(rootCause(failure)),
        refusal == null ? 0 : refusal.getRetCode(),
        refusal == null ? 0 : refusal.getHttpStatus(),
        refusal == null ? null : refusal.getErrMsg(),
        refusal == null ? null : refusal.getSessionId());
  }

  private static Throwable rootCause(Throwable failure) {
    Throwable root = failure;
    for (int i = 0; i < MAX_CAUSES && root.getCause() != null; i++) {
      root = root.getCause();
    }
    return root;
  }

  /** The name of the superclass if the class is anonymous. */
  private static String name(Throwable failure) {
    String simple = failure.getClass().getSimpleName();
    return simple.isEmpty() ? failure.getClass().getSuperclass().getSimpleName() : simple;
  }
}
