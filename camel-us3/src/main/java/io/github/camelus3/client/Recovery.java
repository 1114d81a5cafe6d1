package io.github.camelus3.client;

import java.io.IOException;

/**
 * Finds out whether a failed request was executed after all, before it is retried or given up.
 *
 * @param <T> the result of the request
 */
@FunctionalInterface
interface Recovery<T> {

  /**
   * Recovers from a failure.
   *
   * @param attempt the number of the failed attempt, from 1
   * @return the result, if the request was executed; null if it was not, so that it may be retried
   * @throws IOException a failure for the caller; the request is not retried
   */
  T recover(Us3Exception failure, int attempt) throws IOException;

  /** Recovers nothing: the failure alone decides whether the request is retried. */
  static <T> Recovery<T> none() {
    return (failure, attempt) -> null;
  }
}
