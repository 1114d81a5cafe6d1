/**
 * Options: read from URIs and files, checked, and turned into values that do not change. Uses
 * {@code .message} for conversions. Read {@link io.github.camelus3.component.options.Us3Settings}
 * first.
 */
package io.github.camelus3.component.options;
