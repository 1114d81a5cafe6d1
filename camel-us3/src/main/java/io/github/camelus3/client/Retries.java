package io.github.camelus3.client;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one layer that repeats requests. What may be repeated: a failure that says so, of a request
 * whose body can be read again or was not begun; where the request may have been carried out, only
 * after its {@link Settler} has found that it was not. Waits on the calling thread.
 */
final class Retries {
  private static final Logger LOG = LoggerFactory.getLogger(Retries.class);
  private static final double JITTER = 0.5;

  private final RetryOptions options;
  private volatile boolean closed;

  Retries(RetryOptions options) {
    this.options = options;
  }

  /** From now on nothing is repeated. */
  void close() {
    closed = true;
  }

  /** One attempt at a request. */
  interface Attempt<T> {
    T run() throws IOException;
  }

  /** Runs attempts until one succeeds, or what has failed must not be repeated. */
  <T> T run(ApiRequest request, Attempt<T> attempt, Settler<T> settler) throws IOException {
    if (options.maxRetries() == 0) {
      return once(request, attempt, settler, 1);
    }
    try {
      return Failsafe.with(policyFor(request))
          .get(context -> once(request, attempt, settler, context.getAttemptCount() + 1));
    } catch (FailsafeException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      if (e.getCause() instanceof InterruptedException) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("interrupted while waiting to repeat " + request.call());
      }
      throw e;
    }
  }

  private static <T> T once(ApiRequest request, Attempt<T> attempt, Settler<T> settler, int number)
      throws IOException {
    try {
      return attempt.run();
    } catch (Us3Exception e) {
      T settled = settler.settle(e, number);
      if (settled != null) {
        return settled;
      }
      request.settled();
      throw e;
    }
  }

  private <T> RetryPolicy<T> policyFor(ApiRequest request) {
    return RetryPolicy.<T>builder()
        .handleIf(failure -> mayRepeat(request, failure))
        .withMaxRetries(options.maxRetries())
        .withBackoff(options.delay(), options.maxDelay().plusMillis(1))
        .withJitter(JITTER)
        .withDelayFnOn(
            context -> retryAfter(context.getLastException()), Us3ThrottledException.class)
        .onRetry(
            event ->
                LOG.debug(
                    "Attempt {} of {}after: {}",
                    event.getAttemptCount() + 1,
                    request.call(),
                    String.valueOf(event.getLastException().getMessage())))
        .build();
  }

  /** What the service asks for, within bounds; negative for the usual delay. */
  private Duration retryAfter(Throwable failure) {
    Duration asked = ((Us3ThrottledException) failure).getRetryAfter();
    if (asked == null) {
      return Duration.ofNanos(-1);
    }
    return asked.compareTo(options.maxDelay()) > 0 ? options.maxDelay() : asked;
  }

  private boolean mayRepeat(ApiRequest request, Throwable failure) {
    if (closed || !request.takeSettled() || !(failure instanceof Us3Exception us3)) {
      return false;
    }
    ObjectBody body = request.body();
    if (body != null && body.isBegun() && !body.isRepeatable()) {
      return false;
    }
    return request.mayRepeat(us3);
  }
}
