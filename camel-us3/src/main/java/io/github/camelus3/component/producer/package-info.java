/**
 * The producer: its upload, its other operations, and what reads their message. Operations of one
 * client call are methods of four classes, those with logic of their own are classes. Uses {@code
 * .clients}, {@code .options} and {@code .message}, never the consumers. Read {@link
 * io.github.camelus3.component.producer.Us3Producer} first.
 */
package io.github.camelus3.component.producer;
