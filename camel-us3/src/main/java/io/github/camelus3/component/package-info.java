/**
 * The Camel component {@code us3:}, as users see it: component, endpoint, options, headers, enums
 * and events. Read {@link io.github.camelus3.component.Us3Endpoint} first; it leads to the rooms.
 *
 * <ul>
 *   <li>{@code .producer}: turns an exchange into an upload or another operation
 *   <li>{@code .consumer}: turns the objects of a bucket into exchanges
 *   <li>{@code .webhook}: turns callbacks of US3 into exchanges
 *   <li>{@code .clients}: the clients that endpoints share, with their threads and limits
 *   <li>{@code .options}: checks the options and copies them into values
 *   <li>{@code .message}: reads and writes headers and bodies
 * </ul>
 *
 * <p>The face may use all rooms. Rooms use of the face only enums, constants and events; {@code
 * .options} also the configuration and its URI factory.
 */
package io.github.camelus3.component;
