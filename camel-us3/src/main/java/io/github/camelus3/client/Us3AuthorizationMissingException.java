package io.github.camelus3.client;

/** No authorization found: 401, RetCode -148643. */
public final class Us3AuthorizationMissingException extends Us3ServiceException {
  private static final long serialVersionUID = 1L;

  Us3AuthorizationMissingException(ApiCall call, ErrorResponse response) {
    super(call, response);
  }
}
