/**
 * Reads and writes messages, for producer, consumer and options.
 *
 * <ul>
 *   <li>{@code Values} converts the values of headers, bodies and options
 *   <li>{@code ResultHeaders} sets headers and remembers them as results; {@code ObjectHeaders} and
 *       {@code FailureHeaders} describe an object or a failure
 *   <li>{@code StreamBody} makes an object's bytes a body
 * </ul>
 *
 * <p>Uses {@code .client} and the constants of the component, no other room. Read {@link
 * io.github.camelus3.component.message.ObjectHeaders} first.
 */
package io.github.camelus3.component.message;
