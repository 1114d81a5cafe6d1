package io.github.camelus3.client;

/** The object, or the unfinished upload, does not exist: 404, RetCode -148654. */
public final class Us3ObjectNotFoundException extends Us3ServiceException {
  private static final long serialVersionUID = 1L;

  Us3ObjectNotFoundException(ApiCall call, ErrorResponse response) {
    super(call, response);
  }
}
