package io.github.camelus3.client;

/** The pre-signed URL or the token has expired: 401, RetCode -148660. */
public final class Us3RequestExpiredException extends Us3ServiceException {
  private static final long serialVersionUID = 1L;

  Us3RequestExpiredException(ApiCall call, ErrorResponse response) {
    super(call, response);
  }
}
