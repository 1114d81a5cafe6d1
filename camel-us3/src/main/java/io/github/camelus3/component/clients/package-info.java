/**
 * The clients of a component, one for all endpoints with equal {@link
 * io.github.camelus3.component.options.ClientSettings}, with the upload limit and the upload
 * threads.
 *
 * <p>Read {@link io.github.camelus3.component.clients.SharedClients} first. Uses {@code client} and
 * {@code .options}.
 */
package io.github.camelus3.component.clients;
