package io.github.camelus3.client;

import io.github.camelus3.client.http.CallScope;
import io.github.camelus3.client.http.HashLanes;
import okhttp3.OkHttpClient;

/**
 * What the calls of one {@link Us3Client} go through, or of a part of it that can be closed alone.
 *
 * @param callbackHttp for uploads with a policy: waits longer for the answer; shares dispatcher and
 *     connections with {@code http}
 * @param hashLanes what both use to hash
 */
record HttpStack(
    OkHttpClient http,
    OkHttpClient callbackHttp,
    HashLanes hashLanes,
    RetryOptions retryOptions,
    CallScope scope) {

  /** The same, in a scope of its own. */
  HttpStack inner() {
    return new HttpStack(http, callbackHttp, hashLanes, retryOptions, scope.inner());
  }

  Retries retries() {
    return new Retries(retryOptions, scope);
  }

  /** Connections that wait for their next request; those in use are not touched. */
  void closeIdleConnections() {
    http.connectionPool().evictAll();
  }
}
