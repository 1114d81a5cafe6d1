package io.github.camelus3.client;

/**
 * The object is stored, but its callback failed: 599, or an error of the callback service. Never
 * retryable, because a second upload would cause a second callback.
 */
public sealed class Us3CallbackException extends Us3ServiceException
    permits Us3CallbackBodyException,
        Us3CallbackContentTypeException,
        Us3CallbackRejectedException,
        Us3CallbackReplyLostException,
        Us3CallbackUnreachableException {
  private static final long serialVersionUID = 1L;

  Us3CallbackException(ApiCall call, ErrorResponse response) {
    super(call, response);
  }

  Us3CallbackException(ApiCall call, String what, Throwable cause) {
    super(call, what, cause);
  }

  /** Always false. */
  @Override
  public boolean isRetryable() {
    return false;
  }
}
