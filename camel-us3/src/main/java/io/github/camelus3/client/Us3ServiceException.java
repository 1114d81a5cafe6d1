package io.github.camelus3.client;

/**
 * The service answered, and the answer is no. A subtype exists where a route would act differently;
 * everything else is this class with its status and RetCode.
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

  private final ErrorAnswer answer;

  Us3ServiceException(FailedCall call, ErrorAnswer answer) {
    super(call, answer.summary(), null);
    this.answer = answer;
  }

  /** A fault found before anything was sent, or without an answer of the service. */
  Us3ServiceException(FailedCall call, String what, Throwable cause) {
    super(call, what, cause);
    this.answer = ErrorAnswer.none(what);
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
    int status = answer.httpStatus();
    return status == 429
        || (status == 200 && BucketAnswer.RETRYABLE.contains(answer.retCode()))
        || (status >= 500 && status != CALLBACK_FAILED && answer.retCode() != DUPLICATE_PART);
  }

  /** Whether the answer says success, but is not what the service answers: damaged, or a page. */
  boolean isUnreadableSuccess() {
    return answer.httpStatus() / 100 == 2 && answer.retCode() == 0;
  }

  /**
   * Whether the answer may be the callback service's reply, which the service has passed on: JSON
   * without a RetCode. A proxy can answer that too.
   */
  boolean mayBeReply() {
    return answer.reply() != null;
  }

  /** What may be the callback service's reply; null when the answer cannot be one. */
  String possibleReply() {
    return answer.reply();
  }

  /** Whether the answer speaks of a failed callback, but nothing shows that the service said so. */
  boolean isUnconfirmedCallbackFailure() {
    return answer.httpStatus() == CALLBACK_FAILED && !(this instanceof Us3CallbackException);
  }

  /** The answer, for an exception that says more of it. */
  ErrorAnswer answer() {
    return answer;
  }

  /** The HTTP status; 0 where the fault was found before sending. */
  public int getHttpStatus() {
    return answer.httpStatus();
  }

  /** The service's code, mostly negative; 0 where it gave none. */
  public int getRetCode() {
    return answer.retCode();
  }

  /**
   * The service's text, or the beginning of a body that is not the service's JSON. Queries of URLs
   * in it are cut off, because they can hold what a put policy holds.
   */
  public String getErrMsg() {
    return answer.errMsg();
  }

  /** {@code X-SessionId}, by which UCloud finds the request; null when the answer had none. */
  public String getSessionId() {
    return answer.sessionId();
  }

  /**
   * The answer as text: status line, one line a header, and after an empty line the body. Never
   * holds an {@code Authorization}. Empty where the fault was found before sending.
   *
   * @param body whether to append the body, of which at most 64 KiB are kept
   */
  public String dumpResponse(boolean body) {
    return answer.dump(body);
  }

  /** The ETag that the answer has all the same; null when it has none. */
  String answerETag() {
    return Answer.plain(answer.header("ETag"));
  }

  /** The value of a header of the answer; null when absent. */
  String answerHeader(String name) {
    return answer.header(name);
  }

  /** The body of the answer as text; empty when it had none. */
  String answerBody() {
    return answer.body();
  }
}
