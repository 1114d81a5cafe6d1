package io.github.camelus3.client;

import okhttp3.OkHttpClient;

/**
 * The HTTP clients of one {@link Us3Client}; they share dispatcher and connections.
 *
 * @param callbackHttp for uploads with a policy: waits longer for the answer
 * @param hashLanes what both use to hash
 */
record HttpStack(OkHttpClient http, OkHttpClient callbackHttp, HashLanes hashLanes, Retries retries)
    implements AutoCloseable {
  @Override
  public void close() {
    retries.close();
    http.dispatcher().cancelAll();
    http.dispatcher().executorService().shutdown();
    http.connectionPool().evictAll();
    hashLanes.close();
  }
}
