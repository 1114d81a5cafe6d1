package io.github.camelus3.client;

import io.github.camelus3.client.http.CancellationScope;
import io.github.camelus3.client.http.SendTracker;
import io.github.camelus3.client.http.SourceRequestBody;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The only layer that retries requests. A request is retried after a retryable failure, if its body
 * can be read again or was not read yet. If it may have been executed, its {@link Recovery} first
 * finds out that it was not. A delay blocks the calling thread, and ends early when the scope is
 * closed. (A sleep would need an interrupt, which closes the {@code FileChannel} that other parts
 * are read from.)
 */
final class Retries {
  private static final Logger LOG = LoggerFactory.getLogger(Retries.class);
  private static final double JITTER = 0.5;
  private static final int MAX_DOUBLINGS = 40;

  private final RetryOptions options;
  private final CancellationScope scope;
  private final RequestListener listener;

  Retries(RetryOptions options, CancellationScope scope, RequestListener listener) {
    this.options = options;
    this.scope = scope;
    this.listener = listener;
  }

  /** Sends a request once. */
  interface Attempt<T> {
    T run(SendTracker tracker) throws IOException;
  }

  /** Runs attempts until one succeeds or its failure must not be retried. */
  <T> T run(ApiRequest request, Attempt<T> attempt, Recovery<T> recovery) throws IOException {
    for (int number = 1; ; number++) {
      RequestAttempt current = new RequestAttempt(request, number);
      try {
        return runOnce(current, attempt);
      } catch (Us3Exception e) {
        T recovered = recover(e, current, recovery);
        if (recovered != null) {
          listener.recovered(current);
          return recovered;
        }
        if (number > options.maxRetries() || !mayRetry(request, e)) {
          throw e;
        }
        pause(delay(number, e), e);
        listener.retried(current, e);
        LOG.debug("Retry {} after {}", number, e.getMessage());
      }
    }
  }

  private <T> T recover(Us3Exception failure, RequestAttempt attempt, Recovery<T> recovery)
      throws IOException {
    try {
      return recovery.recover(failure, attempt.number());
    } catch (Us3CallbackException stored) {
      if (!(failure instanceof Us3CallbackException)) {
        listener.recovered(attempt); // the object is stored, only its callback failed
      }
      throw stored;
    }
  }

  private <T> T runOnce(RequestAttempt current, Attempt<T> attempt) throws IOException {
    IOException failure = null;
    listener.begun(current);
    try {
      return attempt.run(current.tracker());
    } catch (IOException e) {
      failure = e;
      throw e;
    } catch (RuntimeException | Error e) {
      failure = new IOException(e);
      throw e;
    } finally {
      current.end();
      listener.ended(current, failure);
    }
  }

  private boolean mayRetry(ApiRequest request, Us3Exception failure) {
    SourceRequestBody body = request.body();
    boolean consumed = body != null && body.isBegun() && !body.isRepeatable();
    return !consumed && !scope.isClosed() && request.mayRetry(failure);
  }

  /** Waits; throws the failure if the client is closed or the thread interrupted meanwhile. */
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

  /** The service's {@code Retry-After}, or exponential backoff with jitter; at most maxDelay. */
  private Duration delay(int number, Us3Exception failure) {
    Duration retryAfter =
        failure instanceof Us3ThrottledException throttled ? throttled.getRetryAfter() : null;
    double millis = options.delay().toMillis() * Math.pow(2, Math.min(number - 1, MAX_DOUBLINGS));
    double varied = millis * (1 + JITTER * ThreadLocalRandom.current().nextDouble(-1, 1));
    Duration delay = retryAfter != null ? retryAfter : Duration.ofMillis((long) varied);
    return delay.compareTo(options.maxDelay()) > 0 ? options.maxDelay() : delay;
  }
}
