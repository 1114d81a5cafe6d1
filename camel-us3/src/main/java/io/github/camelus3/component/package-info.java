/** The Camel component {@code us3:}. */
package io.github.camelus3.component;
