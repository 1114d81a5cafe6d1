package io.github.camelus3.emulator.protocol;

/**
 * An error response of the service, thrown. Codes and texts are those of the error table in the SDK
 * documentation (go-sdk, upload callback page) unless a method says otherwise.
 */
public final class Us3Error extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The {@code RetCode} of the service's general error 400. */
  public static final int BAD_REQUEST = -148660;

  /** The {@code RetCode} of a missing or invalid credential. */
  public static final int AUTHORIZATION = -148643;

  /** The {@code RetCode} of an invalid query parameter. */
  public static final int INVALID_PARAMETER = -15005;

  private final int status;
  private final int retCode;
  private final String detail;

  /** An error with the status, {@code RetCode} and {@code ErrMsg} to send. */
  public Us3Error(int status, int retCode, String errMsg) {
    this(status, retCode, errMsg, null, "");
  }

  /** As {@link #Us3Error(int, int, String)}, with the cause for the log. */
  public Us3Error(int status, int retCode, String errMsg, Throwable cause) {
    this(status, retCode, errMsg, cause, "");
  }

  private Us3Error(int status, int retCode, String errMsg, Throwable cause, String detail) {
    super(errMsg, cause);
    this.status = status;
    this.retCode = retCode;
    this.detail = detail;
  }

  /** The reason is for the emulator's log alone; the service does not send one. */
  public static Us3Error invalidSignature(int retCode, String why) {
    return new Us3Error(403, retCode, "invalid signature", null, why);
  }

  /** The bucket does not exist. */
  public static Us3Error bucketNotExists() {
    return new Us3Error(400, -148653, "bucket not exists");
  }

  /** The body does not match its {@code Content-MD5}. */
  public static Us3Error md5Mismatch() {
    return new Us3Error(400, -15036, "check md5 failed");
  }

  /** The request has no credential, and the call needs one. */
  public static Us3Error noAuthorization() {
    return new Us3Error(401, AUTHORIZATION, "no authorization found");
  }

  /** The pre-signed URL has expired. */
  public static Us3Error requestExpired() {
    return new Us3Error(401, BAD_REQUEST, "request expired");
  }

  /** The upload policy cannot be decoded. */
  public static Us3Error invalidPutPolicy(Throwable cause) {
    return new Us3Error(400, BAD_REQUEST, "invalid put policy", cause);
  }

  /** The upload policy is invalid. */
  public static Us3Error invalidPutPolicy() {
    return invalidPutPolicy(null);
  }

  /** The object or the upload does not exist. */
  public static Us3Error fileNotExist() {
    return new Us3Error(404, -148654, "file not exist");
  }

  /** Source: a live response in juicefs issue 3763. */
  public static Us3Error duplicatePart() {
    return new Us3Error(500, -1014, "put duplicate key error");
  }

  /** The service's general error 400. Only the text differs between conditions. */
  public static Us3Error badRequest(String errMsg) {
    return new Us3Error(400, BAD_REQUEST, errMsg);
  }

  /** The body is longer than the limit. */
  public static Us3Error tooLarge(long limit) {
    return badRequest("content length larger than limit:" + limit);
  }

  int status() {
    return status;
  }

  int retCode() {
    return retCode;
  }

  String errMsg() {
    return getMessage();
  }

  /** For the log: the text sent to the client and the detail that is not sent. */
  String reason() {
    return detail.isEmpty() ? getMessage() : getMessage() + ": " + detail;
  }
}
