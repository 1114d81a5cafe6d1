package io.github.camelus3.callback;

/**
 * A callback is refused. The message is sent to the caller: it names the error and contains no
 * value of the callback.
 */
public final class CallbackRefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int httpStatus;

  /**
   * Refuses a callback.
   *
   * @param httpStatus the status of the response: 400 to 499
   */
  public CallbackRefusedException(int httpStatus, String message) {
    super(message);
    this.httpStatus = httpStatus;
  }

  /** The HTTP status of the response. */
  public int httpStatus() {
    return httpStatus;
  }

  static CallbackRefusedException malformed(String message) {
    return new CallbackRefusedException(400, message);
  }

  static CallbackRefusedException forbidden(String message) {
    return new CallbackRefusedException(403, message);
  }
}
