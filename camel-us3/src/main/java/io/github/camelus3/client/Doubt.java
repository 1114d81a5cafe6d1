package io.github.camelus3.client;

/** Tells failures of requests that may have been carried out from those that say no. */
final class Doubt {
  private Doubt() {}

  /**
   * Whether what was asked may be done although the request failed: its answer was lost or cannot
   * be read, or an error came that something between may have made up. That is a 503 too, unless it
   * is the service's own: proxies answer 503 when a connection breaks that has carried the request.
   */
  static boolean mayBeDone(Us3Exception failure) {
    if (failure instanceof Us3TransportException lost) {
      return lost.isRequestSent();
    }
    if (!(failure instanceof Us3ServiceException answer)) {
      return false;
    }
    boolean throttledByService =
        answer instanceof Us3ThrottledException && answer.getRetCode() != 0;
    boolean serverError = answer.getHttpStatus() >= 500 && answer.isRetryable();
    return answer.isUnreadableSuccess()
        || answer.getHttpStatus() == 200 && answer.isRetryable()
        || serverError && !throttledByService;
  }
}
