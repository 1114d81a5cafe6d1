package io.github.camelus3.callback;

/**
 * A callback that is not taken. Its message is meant for the caller: it says what is wrong and
 * shows no value of the callback.
 */
public final class CallbackRefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int httpStatus;

  /**
   * Refuses a callback.
   *
   * @param httpStatus the status to answer: 400 to 499
   */
  public CallbackRefusedException(int httpStatus, String message) {
    super(message);
    this.httpStatus = httpStatus;
  }

  /** The HTTP status to answer. */
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
