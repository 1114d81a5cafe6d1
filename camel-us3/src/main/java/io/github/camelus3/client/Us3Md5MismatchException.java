package io.github.camelus3.client;

/** The received bytes do not match their {@code Content-MD5}: 400, RetCode -15036. */
public final class Us3Md5MismatchException extends Us3ServiceException {
  private static final long serialVersionUID = 1L;

  Us3Md5MismatchException(ApiCall call, ErrorResponse response) {
    super(call, response);
  }

  /** Always true: the bytes were damaged in transit. */
  @Override
  public boolean isRetryable() {
    return true;
  }
}
