package io.github.camelus3.client;

/** The bucket does not exist: 400, RetCode -148653; in older responses 404, RetCode -30010. */
public final class Us3BucketNotFoundException extends Us3ServiceException {
  private static final long serialVersionUID = 1L;

  Us3BucketNotFoundException(ApiCall call, ErrorResponse response) {
    super(call, response);
  }
}
