package io.github.camelus3.client;

/**
 * The put policy is invalid: found before any request (status and RetCode are 0), or refused by the
 * service with 400, RetCode -148660.
 */
public final class Us3InvalidPutPolicyException extends Us3ServiceException {
  private static final long serialVersionUID = 1L;

  /**
   * A fault found before any request.
   *
   * @param what the fault, without the policy's own text
   */
  public Us3InvalidPutPolicyException(String what) {
    super(ApiCall.NONE, "invalid put policy: " + what, null);
  }

  Us3InvalidPutPolicyException(ApiCall call, ErrorResponse response) {
    super(call, response);
  }
}
