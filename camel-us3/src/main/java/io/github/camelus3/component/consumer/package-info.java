/**
 * The polling consumers: find objects of a bucket, claim them, deliver them as messages, and delete
 * or move them.
 *
 * <p>Uses {@code client}, {@code transfer} and {@code sign}; of the component {@code .clients},
 * {@code .options} and {@code .message}, not {@code .producer} and {@code .webhook}.
 *
 * <p>Read {@link io.github.camelus3.component.consumer.Us3Consumer} first. Its objects pass through
 * {@code ListingCursor}, {@code ObjectFinder}, {@code ObjectDelivery}, the route, {@code
 * ObjectCompletion} and {@code ProcessedObjects}, in this order. {@code ObjectClaims} excludes
 * other consumers. {@link io.github.camelus3.component.consumer.Us3PollingConsumer} does the same
 * for one object at a time.
 */
package io.github.camelus3.component.consumer;
