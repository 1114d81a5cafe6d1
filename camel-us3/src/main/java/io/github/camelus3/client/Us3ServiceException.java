package io.github.camelus3.client;

/**
 * The service answered, and the response is no. A subtype exists where a route would act
 * differently; everything else is this class with its status and RetCode.
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

  /** A fault found before anything was sent, or without a response of the service. */
  Us3ServiceException(ApiCall call, String what, Throwable cause) {
    super(call, what, cause);
    this.response = ErrorResponse.none(what);
  }

  /**
   * {@inheritDoc}
   *
   * <p>Here: 429 and every 5xx, but not 599 (the object is stored, its callback failed) and not
   * RetCode -1014 (the part is stored already); of the bucket API, which answers errors with 200,
   * the RetCodes that its documents call passing.
   */
  @Override
  public boolean isRetryable() {
    int status = response.httpStatus();
    return status == 429
        || (status == 200 && BucketApiResponse.RETRYABLE.contains(response.retCode()))
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

  /** Whether the response says success, but is not what the service answers: damaged, or a page. */
  boolean isUnreadableSuccess() {
    return response.httpStatus() / 100 == 2 && response.retCode() == 0;
  }

  /**
   * Whether the response may be the callback service's reply, which the service has passed on: JSON
   * without a RetCode. A proxy can send that too.
   */
  boolean mayBeReply() {
    return response.reply() != null;
  }

  /** What may be the callback service's reply; null when the response cannot be one. */
  String possibleReply() {
    return response.reply();
  }

  /**
   * Whether the response speaks of a failed callback, but nothing shows that the service said so.
   */
  boolean isUnconfirmedCallbackFailure() {
    return response.httpStatus() == CALLBACK_FAILED && !(this instanceof Us3CallbackException);
  }

  /** The response, for an exception that says more of it. */
  ErrorResponse response() {
    return response;
  }

  /** The HTTP status; 0 where the fault was found before sending. */
  public int getHttpStatus() {
    return response.httpStatus();
  }

  /** The service's code, mostly negative; 0 where it gave none. */
  public int getRetCode() {
    return response.retCode();
  }

  /**
   * The service's text, or the beginning of a body that is not the service's JSON. Queries of URLs
   * in it are cut off, because they can hold what a put policy holds.
   */
  public String getErrMsg() {
    return response.errMsg();
  }

  /** {@code X-SessionId}, by which UCloud finds the request; null when the response had none. */
  public String getSessionId() {
    return response.sessionId();
  }

  /**
   * The response as text: status line, one line a header, and after an empty line the body. Never
   * holds an {@code Authorization}. Empty where the fault was found before sending.
   *
   * @param body whether to append the body, of which at most 64 KiB are kept
   */
  public String dumpResponse(boolean body) {
    return response.dump(body);
  }

  /** The ETag that the response has all the same; null when it has none. */
  String responseETag() {
    return HttpResponse.plain(response.header("ETag"));
  }

  /** The value of a header of the response; null when absent. */
  String responseHeader(String name) {
    return response.header(name);
  }

  /** The body of the response as text; empty when it had none. */
  String responseBody() {
    return response.body();
  }
}
