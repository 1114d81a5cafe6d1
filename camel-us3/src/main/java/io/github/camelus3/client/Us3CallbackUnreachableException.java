package io.github.camelus3.client;

/** The object is stored, but the callback service cannot be reached: 599, RetCode 20003. */
public final class Us3CallbackUnreachableException extends Us3CallbackException {
  private static final long serialVersionUID = 1L;

  Us3CallbackUnreachableException(ApiCall call, ErrorResponse response) {
    super(call, response);
  }
}
