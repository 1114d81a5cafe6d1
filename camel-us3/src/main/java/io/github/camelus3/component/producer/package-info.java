/**
 * The producer: one class for each operation, and what reads their message. Uses {@code .clients},
 * {@code .options} and {@code .message}, never the consumers. Read {@link
 * io.github.camelus3.component.producer.Us3Producer} first.
 */
package io.github.camelus3.component.producer;
