package io.github.camelus3.client;

/**
 * The object is stored, as a look at it has shown, and the callback service answered with an error
 * of its own, which US3 passes through: any non-2xx status with JSON that is not the service's, or
 * a status that allows no body.
 */
public final class Us3CallbackRejectedException extends Us3CallbackException {
  private static final long serialVersionUID = 1L;

  Us3CallbackRejectedException(ApiCall call, ErrorResponse response) {
    super(call, response);
  }

  /** The callback service's reply: JSON text, whole; empty where its status allows no body. */
  public String getReply() {
    String reply = possibleReply();
    return reply == null ? responseBody() : reply;
  }
}
