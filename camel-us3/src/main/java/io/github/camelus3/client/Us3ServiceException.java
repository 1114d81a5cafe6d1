package io.github.camelus3.client;

/**
 * The service returned an error. A subtype exists where a route would act differently; every other
 * error is this class with its status and RetCode.
 */
public sealed class Us3ServiceException extends Us3Exception
    permits Us3AuthorizationMissingException,
        Us3BucketNotFoundException,
        Us3CallbackException,
        Us3DuplicatePartException,
        Us3InvalidPutPolicyException,
        Us3InvalidSignatureException,
        Us3Md5MismatchException,
        Us3ObjectNotFoundException,
        Us3RequestExpiredException,
        Us3ThrottledException {
  private static final long serialVersionUID = 1L;

  private static final int DUPLICATE_PART = -1014;
  private static final int CALLBACK_FAILED = 599;

  private final ErrorResponse response;

  Us3ServiceException(ApiCall call, ErrorResponse response) {
    super(call, response.summary(), null);
    this.response = response;
  }

  /** A fault found before any request, or without an error response. */
  Us3ServiceException(ApiCall call, String what, Throwable cause) {
    super(call, what, cause);
    this.response = ErrorResponse.none(what);
  }

  /**
   * {@inheritDoc}
   *
   * <p>True for 429 and every 5xx, except 599 (the object is stored, its callback failed) and
   * RetCode -1014 (the part is already stored). Errors of the bucket API have status 200; true for
   * the RetCodes that its documents call transient.
   */
  @Override
  public boolean isRetryable() {
    int status = response.httpStatus();
    return status == 429
        || response.isTransientBucketError()
        || (status >= 500 && status != CALLBACK_FAILED && response.retCode() != DUPLICATE_PART);
  }

  @Override
  boolean outcomeIsUnknown() {
    // JSON that is not the service's: the callback service's, after the upload, or a proxy's.
    if (mayBeReply() || isUnconfirmedCallbackFailure()) {
      return true;
    }
    // A 2xx that is not the service's, such as a proxy's page.
    if (isUnreadableSuccess()) {
      return true;
    }
    // The bucket API reports transient errors with 200.
    if (response.httpStatus() == 200) {
      return isRetryable();
    }
    // A throttle with a RetCode is the service's own: nothing was executed. A proxy sends 503
    // when the connection that carried the request breaks.
    if (this instanceof Us3ThrottledException) {
      return response.retCode() == 0;
    }
    // Any other retryable 5xx may be a proxy's, sent after the service did the work.
    return response.httpStatus() >= 500 && isRetryable();
  }

  /** Whether a success cannot be read: it is damaged, or a proxy's page. */
  boolean isUnreadableSuccess() {
    return response.httpStatus() / 100 == 2 && response.retCode() == 0;
  }

  /**
   * Whether the response may be the callback service's reply, passed on by US3: JSON without a
   * RetCode. A proxy can send such JSON too.
   */
  boolean mayBeReply() {
    return response.reply() != null;
  }

  /** The possible reply of the callback service; null when the response cannot be one. */
  String possibleReply() {
    return response.reply();
  }

  /** Whether the status means a failed callback, but without the service's RetCode. */
  boolean isUnconfirmedCallbackFailure() {
    return response.httpStatus() == CALLBACK_FAILED && !(this instanceof Us3CallbackException);
  }

  /** The error response, for another exception about it. */
  ErrorResponse response() {
    return response;
  }

  /** The HTTP status; 0 where the fault was found before any request. */
  public int getHttpStatus() {
    return response.httpStatus();
  }

  /** The service's code, usually negative; 0 when absent. */
  public int getRetCode() {
    return response.retCode();
  }

  /**
   * The service's text, or the first characters of a body that is not the service's JSON. Without
   * the queries of URLs, which can hold values of a put policy.
   */
  public String getErrMsg() {
    return response.errMsg();
  }

  /** {@code X-SessionId}, by which UCloud identifies the request; null when absent. */
  public String getSessionId() {
    return response.sessionId();
  }

  /**
   * The response as text: status line, one line per header, an empty line and the body. Never has
   * an {@code Authorization}. Empty where the fault was found before any request.
   *
   * @param body whether to append the body, at most 64 KiB
   */
  public String dumpResponse(boolean body) {
    return response.dump(body);
  }

  /** The ETag of the error response; null when absent. */
  String responseETag() {
    return response.eTag();
  }

  /** The value of a header of the response; null when absent. */
  String responseHeader(String name) {
    return response.header(name);
  }

  /** The body of the response as text; empty when absent. */
  String responseBody() {
    return response.body();
  }
}
