/**
 * A client of the US3 object API that knows nothing of Camel. {@link
 * io.github.camelus3.client.Us3Client} makes one HTTP request a call; uploads of many parts are in
 * {@code io.github.camelus3.transfer}. All failures of the service are {@link
 * io.github.camelus3.client.Us3Exception}s.
 */
package io.github.camelus3.client;
