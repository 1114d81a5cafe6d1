package io.github.camelus3.client;

/**
 * The object is stored, and the callback service answered with an error of its own, which US3
 * passes through: any non-2xx status with JSON that is not the service's.
 */
public final class Us3CallbackRejectedException extends Us3CallbackException {
  private static final long serialVersionUID = 1L;

  Us3CallbackRejectedException(FailedCall call, ErrorAnswer answer) {
    super(call, answer);
  }

  /** The callback service's reply: JSON text. */
  public String getReply() {
    return answerBody();
  }
}
