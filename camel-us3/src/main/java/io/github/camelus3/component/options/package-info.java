/**
 * The options of an endpoint: read from URI, configuration bean and file, checked, and copied into
 * immutable values. Only this room and the face read {@link
 * io.github.camelus3.component.Us3Configuration}.
 *
 * <p>Read {@link io.github.camelus3.component.options.EndpointSettings} first. {@code UriOptions}
 * finds the options in a URI, {@code PolicyOption} makes the put policy of a message. Uses {@code
 * client}, {@code callback}, {@code transfer} and {@code sign}, and {@code .message} for
 * conversions.
 */
package io.github.camelus3.component.options;
