/**
 * What uploads, pollers and webhooks of a component do at the moment and have done, for metrics,
 * the developer console and JMX.
 *
 * <p>Read {@link io.github.camelus3.component.activity.Activity} first. Uses {@code client}.
 */
package io.github.camelus3.component.activity;
