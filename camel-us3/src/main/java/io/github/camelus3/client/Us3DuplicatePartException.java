package io.github.camelus3.client;

/**
 * A part with that number is already stored: 500, RetCode -1014. Source: a live response in juicefs
 * issue 3763.
 */
public final class Us3DuplicatePartException extends Us3ServiceException {
  private static final long serialVersionUID = 1L;

  Us3DuplicatePartException(ApiCall call, ErrorResponse response) {
    super(call, response);
  }
}
