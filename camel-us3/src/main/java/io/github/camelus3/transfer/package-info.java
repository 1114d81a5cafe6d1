/**
 * Uploads over {@link io.github.camelus3.client.Us3Client}: one PUT or many parts, asynchronous, in
 * memory bounded by the parts in flight.
 */
package io.github.camelus3.transfer;
