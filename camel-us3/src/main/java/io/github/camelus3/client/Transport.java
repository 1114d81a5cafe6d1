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
 * @param listener told of each request
 */
record Transport(
    OkHttpClient http,
    OkHttpClient callbackHttp,
    HashThreads hashThreads,
    RetryOptions retryOptions,
    CancellationScope scope,
    RequestListener listener) {

  /** The same in a nested scope, which can be closed alone. */
  Transport inner() {
    return new Transport(http, callbackHttp, hashThreads, retryOptions, scope.inner(), listener);
  }

  /** The same with one more listener. */
  Transport observed(RequestListener more) {
    RequestListener both = GuardedListener.of(listener, more);
    return new Transport(http, callbackHttp, hashThreads, retryOptions, scope, both);
  }

  Retries retries() {
    return new Retries(retryOptions, scope, listener);
  }

  Us3Connections connections() {
    int open = http.connectionPool().connectionCount();
    return new Us3Connections(open, http.connectionPool().idleConnectionCount());
  }

  /** Closes idle connections; those in use stay open. */
  void closeIdleConnections() {
    http.connectionPool().evictAll();
  }
}
