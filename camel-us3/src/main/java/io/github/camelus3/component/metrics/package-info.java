/**
 * What the component does, as meters of Micrometer. Only this room knows Micrometer, which is
 * optional: no class of this room is loaded without it.
 *
 * <p>Read {@link io.github.camelus3.component.metrics.MicrometerMeter} first. Uses {@code client}
 * and {@code .activity}.
 */
package io.github.camelus3.component.metrics;
