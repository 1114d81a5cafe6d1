package io.github.camelus3.client;

import java.io.IOException;

/**
 * Finds out what became of a request that failed, before it is repeated or given up.
 *
 * @param <T> what the request gives when it succeeds
 */
@FunctionalInterface
interface Recovery<T> {

  /**
   * Looks at a failure.
   *
   * @param attempt of the failed request, from 1
   * @return the result, if the request was carried out after all; null if it was not, so that it
   *     may be repeated
   * @throws IOException the failure that the caller is to see instead; nothing is repeated
   */
  T recover(Us3Exception failure, int attempt) throws IOException;

  /** Recovers nothing: the failure alone decides whether the request is retried. */
  static <T> Recovery<T> none() {
    return (failure, attempt) -> null;
  }
}
