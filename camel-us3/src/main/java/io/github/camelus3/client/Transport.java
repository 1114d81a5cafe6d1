package io.github.camelus3.client;

import io.github.camelus3.client.http.CancellationScope;
import io.github.camelus3.client.http.HashThreads;
import okhttp3.OkHttpClient;

/**
 * What the calls of one {@link Us3Client} go through, or of a part of it that can be closed alone.
 *
 * @param callbackHttp for uploads with a policy: waits longer for the response; shares dispatcher
 *     and connections with {@code http}
 * @param hashThreads what both use to hash
 */
record Transport(
    OkHttpClient http,
    OkHttpClient callbackHttp,
    HashThreads hashThreads,
    RetryOptions retryOptions,
    CancellationScope scope) {

  /** The same, in a scope of its own. */
  Transport inner() {
    return new Transport(http, callbackHttp, hashThreads, retryOptions, scope.inner());
  }

  Retries retries() {
    return new Retries(retryOptions, scope);
  }

  /** Connections that wait for their next request; those in use are not touched. */
  void closeIdleConnections() {
    http.connectionPool().evictAll();
  }
}
