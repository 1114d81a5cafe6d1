package io.github.camelus3.client;

import io.github.camelus3.client.http.CancellationScope;
import io.github.camelus3.client.http.SourceRequestBody;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one layer that repeats requests. What may be repeated: a failure that says so, of a request
 * whose body can be read again or was not begun; where the request may have been carried out, only
 * after its {@link Recovery} has found that it was not. Waits on the calling thread, which closing
 * the scope ends. (A library that sleeps can be woken only by an interrupt, and that would close
 * the file which other parts are read from.)
 */
final class Retries {
  private static final Logger LOG = LoggerFactory.getLogger(Retries.class);
  private static final double JITTER = 0.5;
  private static final int MAX_DOUBLINGS = 40;

  private final RetryOptions options;
  private final CancellationScope scope;

  Retries(RetryOptions options, CancellationScope scope) {
    this.options = options;
    this.scope = scope;
  }

  /** One attempt at a request. */
  interface Attempt<T> {
    /** Sends the request for the {@code number}th time, from 1. */
    T run(int number) throws IOException;
  }

  /** Runs attempts until one succeeds, or what has failed must not be repeated. */
  <T> T run(ApiRequest request, Attempt<T> attempt, Recovery<T> recovery) throws IOException {
    for (int number = 1; ; number++) {
      try {
        return attempt.run(number);
      } catch (Us3Exception e) {
        T recovered = recovery.recover(e, number);
        if (recovered != null) {
          return recovered;
        }
        if (number > options.maxRetries() || !mayRepeat(request, e)) {
          throw e;
        }
        pause(delay(number, e), e);
        LOG.debug("Retry {} after {}", number, e.getMessage());
      }
    }
  }

  private boolean mayRepeat(ApiRequest request, Us3Exception failure) {
    SourceRequestBody body = request.body();
    boolean consumed = body != null && body.isBegun() && !body.isRepeatable();
    return !consumed && !scope.isClosed() && request.mayRepeat(failure);
  }

  /** Waits, unless the client is closed or the thread interrupted, which ends in the failure. */
  private void pause(Duration delay, Us3Exception failure) throws Us3Exception {
    try {
      if (scope.pause(delay)) {
        return;
      }
      failure.addSuppressed(new CancellationException("closed while waiting to retry"));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      failure.addSuppressed(e);
    }
    throw failure;
  }

  /** What the service asks for, else twice as long each time and varied; within bounds. */
  private Duration delay(int number, Us3Exception failure) {
    Duration asked =
        failure instanceof Us3ThrottledException throttled ? throttled.getRetryAfter() : null;
    double millis = options.delay().toMillis() * Math.pow(2, Math.min(number - 1, MAX_DOUBLINGS));
    double varied = millis * (1 + JITTER * ThreadLocalRandom.current().nextDouble(-1, 1));
    Duration delay = asked != null ? asked : Duration.ofMillis((long) varied);
    return delay.compareTo(options.maxDelay()) > 0 ? options.maxDelay() : delay;
  }
}
