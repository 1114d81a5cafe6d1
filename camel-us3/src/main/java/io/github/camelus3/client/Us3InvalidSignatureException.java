package io.github.camelus3.client;

/**
 * The signature is wrong, usually because of wrong keys: 403, RetCode -148643 (in older responses
 * -148658).
 */
public final class Us3InvalidSignatureException extends Us3ServiceException {
  private static final long serialVersionUID = 1L;

  Us3InvalidSignatureException(ApiCall call, ErrorResponse response) {
    super(call, response);
  }
}
