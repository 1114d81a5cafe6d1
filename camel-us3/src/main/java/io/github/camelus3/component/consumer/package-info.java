/**
 * The polling consumers: find objects, claim them, hand them out, and delete or move them. Uses
 * {@code .clients}, {@code .options} and {@code .message}. Read {@link
 * io.github.camelus3.component.consumer.Us3Consumer} first.
 */
package io.github.camelus3.component.consumer;
