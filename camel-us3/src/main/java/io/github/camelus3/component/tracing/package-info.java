/**
 * Describes exchanges to a tracer of camel-telemetry, if that is on the class path. Nothing else
 * uses this package; camel-telemetry finds the decorators by {@link java.util.ServiceLoader}.
 *
 * <p>Read {@link io.github.camelus3.component.tracing.Us3SpanDecorator} first. Uses {@code
 * activity}, {@code options} and the endpoint.
 */
package io.github.camelus3.component.tracing;
