/**
 * Buckets, objects and multipart uploads on disk, and the receiving of bodies. Uses {@code
 * protocol} alone. Read {@link io.github.camelus3.emulator.store.BucketStore} first.
 */
package io.github.camelus3.emulator.store;
