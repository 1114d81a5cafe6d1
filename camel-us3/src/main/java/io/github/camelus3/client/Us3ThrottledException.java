package io.github.camelus3.client;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;

/** Too many requests: 429 or 503, with any RetCode. */
public final class Us3ThrottledException extends Us3ServiceException {
  private static final long serialVersionUID = 1L;

  private final Duration retryAfter;

  Us3ThrottledException(ApiCall call, ErrorResponse response) {
    super(call, response);
    this.retryAfter = parse(responseHeader("Retry-After"));
  }

  /**
   * The service's {@code Retry-After}, counted from the response; null when absent, or neither
   * seconds nor an HTTP date.
   */
  public Duration getRetryAfter() {
    return retryAfter;
  }

  /** Always true. */
  @Override
  public boolean isRetryable() {
    return true;
  }

  private static Duration parse(String retryAfter) {
    if (retryAfter == null) {
      return null;
    }
    if (retryAfter.matches("[0-9]{1,9}")) {
      return Duration.ofSeconds(Long.parseLong(retryAfter));
    }
    try {
      Instant date = DateTimeFormatter.RFC_1123_DATE_TIME.parse(retryAfter, Instant::from);
      Duration wait = Duration.between(Instant.now(), date);
      return wait.isNegative() ? Duration.ZERO : wait;
    } catch (DateTimeException e) {
      return null; // as if absent
    }
  }
}
