/**
 * The clients that endpoints share: one for each {@link
 * io.github.camelus3.component.options.ClientSettings}, with its limit of uploads, and the threads
 * of all. Read {@link io.github.camelus3.component.clients.SharedClients} first.
 */
package io.github.camelus3.component.clients;
