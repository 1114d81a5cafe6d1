package io.github.camelus3.client;

/** Too many requests: 429 or 503, whatever the RetCode. Worth another attempt, later. */
public final class Us3ThrottledException extends Us3ServiceException {
  private static final long serialVersionUID = 1L;

  Us3ThrottledException(FailedCall call, ErrorAnswer answer) {
    super(call, answer);
  }

  /** Always true. */
  @Override
  public boolean isRetryable() {
    return true;
  }
}
