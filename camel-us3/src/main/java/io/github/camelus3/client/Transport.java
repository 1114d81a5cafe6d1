package io.github.camelus3.client;

import io.github.camelus3.client.http.CancellationScope;
import io.github.camelus3.client.http.HashThreads;
import okhttp3.OkHttpClient;

/**
 * The HTTP clients, retry options and cancellation scope of a {@link Us3Client}.
 *
 * @param callbackHttp for uploads with a policy: has a longer read timeout, and shares dispatcher
 *     and connections with {@code http}
 * @param hashThreads shared by both HTTP clients
 */
record Transport(
    OkHttpClient http,
    OkHttpClient callbackHttp,
    HashThreads hashThreads,
    RetryOptions retryOptions,
    CancellationScope scope) {

  /** The same in a nested scope, which can be closed alone. */
  Transport inner() {
    return new Transport(http, callbackHttp, hashThreads, retryOptions, scope.inner());
  }

  Retries retries() {
    return new Retries(retryOptions, scope);
  }

  /** Closes idle connections; those in use stay open. */
  void closeIdleConnections() {
    http.connectionPool().evictAll();
  }
}
