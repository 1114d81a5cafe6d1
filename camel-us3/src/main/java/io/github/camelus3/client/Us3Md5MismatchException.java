package io.github.camelus3.client;

/** What arrived does not have the {@code Content-MD5} that was sent: 400, RetCode -15036. */
public final class Us3Md5MismatchException extends Us3ServiceException {
  private static final long serialVersionUID = 1L;

  Us3Md5MismatchException(ApiCall call, ErrorResponse response) {
    super(call, response);
  }

  /** Always true: the bytes were damaged on their way. */
  @Override
  public boolean isRetryable() {
    return true;
  }
}
