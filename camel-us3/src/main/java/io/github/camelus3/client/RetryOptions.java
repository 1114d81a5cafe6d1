package io.github.camelus3.client;

import java.time.Duration;

/**
 * How often and after which delays a client retries a request.
 *
 * @param maxRetries attempts after the first one; 0 for no retries
 * @param delay before the first retry; doubles with each retry, with a jitter of 50 %
 * @param maxDelay the longest delay; also bounds the service's {@code Retry-After}
 */
public record RetryOptions(int maxRetries, Duration delay, Duration maxDelay) {
  /** 3 retries, from 200 ms to 10 s. */
  public static final RetryOptions DEFAULT =
      new RetryOptions(3, Duration.ofMillis(200), Duration.ofSeconds(10));

  /** No retries. */
  public static final RetryOptions NONE = new RetryOptions(0, DEFAULT.delay(), DEFAULT.maxDelay());

  public RetryOptions {
    if (maxRetries < 0) {
      throw new IllegalArgumentException("maxRetries must be 0 or more: " + maxRetries);
    }
    if (delay.toMillis() < 1 || maxDelay.compareTo(delay) < 0) {
      throw new IllegalArgumentException(
          "retry delays must be 1 ms <= delay <= maxDelay: " + delay + ", " + maxDelay);
    }
  }
}
