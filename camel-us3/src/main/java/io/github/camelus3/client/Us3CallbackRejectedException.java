package io.github.camelus3.client;

/**
 * The object is stored, which HEAD has confirmed, and the callback service replied with an error,
 * which US3 passes through: any non-2xx status with JSON other than US3's, or a status that allows
 * no body.
 */
public final class Us3CallbackRejectedException extends Us3CallbackException {
  private static final long serialVersionUID = 1L;

  Us3CallbackRejectedException(ApiCall call, ErrorResponse response) {
    super(call, response);
  }

  /** The callback service's reply: complete JSON text; empty where its status allows no body. */
  public String getReply() {
    String reply = possibleReply();
    return reply == null ? responseBody() : reply;
  }
}
