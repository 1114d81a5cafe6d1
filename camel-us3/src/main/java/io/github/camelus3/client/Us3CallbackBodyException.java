package io.github.camelus3.client;

/**
 * The object is stored, but the callback service's reply is not strict JSON: 599, RetCode 20008.
 */
public final class Us3CallbackBodyException extends Us3CallbackException {
  private static final long serialVersionUID = 1L;

  Us3CallbackBodyException(ApiCall call, ErrorResponse response) {
    super(call, response);
  }
}
