/**
 * The Camel component {@code us3:}, as users see it: component, endpoint, options, headers, enums
 * and events. Read {@link io.github.camelus3.component.Us3Endpoint} first; it leads to the rooms.
 *
 * <ul>
 *   <li>{@code .producer}: an exchange becomes an upload or another operation
 *   <li>{@code .consumer}: objects of a bucket become exchanges
 *   <li>{@code .webhook}: callbacks of US3 become exchanges
 *   <li>{@code .clients}: the clients that all endpoints share, with their threads and limits
 *   <li>{@code .options}: options as they were configured, checked and turned into values
 *   <li>{@code .message}: what is read from and written to messages
 * </ul>
 */
package io.github.camelus3.component;
