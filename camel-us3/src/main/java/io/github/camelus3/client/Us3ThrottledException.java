package io.github.camelus3.client;

import java.time.Duration;

/** Too many requests: 429 or 503, whatever the RetCode. Worth another attempt, later. */
public final class Us3ThrottledException extends Us3ServiceException {
  private static final long serialVersionUID = 1L;

  Us3ThrottledException(FailedCall call, ErrorAnswer answer) {
    super(call, answer);
  }

  /** How long the service asks to wait; null when it does not say, or not in seconds. */
  public Duration getRetryAfter() {
    String seconds = answerHeader("Retry-After");
    return seconds != null && seconds.matches("[0-9]{1,9}")
        ? Duration.ofSeconds(Long.parseLong(seconds))
        : null;
  }

  /** Always true. */
  @Override
  public boolean isRetryable() {
    return true;
  }
}
