package io.github.camelus3.client;

/** Tells whether the service may have executed a request although it failed. */
final class Doubt {
  private Doubt() {}

  /** Whether the service may have executed the request although it failed. */
  static boolean outcomeIsUnknown(Us3Exception failure) {
    // No response: unknown once anything was sent.
    if (failure instanceof Us3TransportException lost) {
      return lost.isRequestSent();
    }
    if (!(failure instanceof Us3ServiceException response)) {
      return false;
    }
    // JSON that is not the service's: the callback service's, after the upload, or a proxy's.
    if (response.mayBeReply() || response.isUnconfirmedCallbackFailure()) {
      return true;
    }
    // A 2xx that is not the service's, such as a proxy's page.
    if (response.isUnreadableSuccess()) {
      return true;
    }
    // The bucket API reports transient errors with 200.
    if (response.getHttpStatus() == 200) {
      return response.isRetryable();
    }
    // A throttle with a RetCode is the service's own: it did nothing. Proxies response 503 when a
    // connection breaks that has carried the request.
    if (response instanceof Us3ThrottledException) {
      return response.getRetCode() == 0;
    }
    // Any other retryable 5xx may be a proxy's, sent after the service did the work.
    return response.getHttpStatus() >= 500 && response.isRetryable();
  }
}
