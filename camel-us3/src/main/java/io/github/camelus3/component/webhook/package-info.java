/**
 * The webhook: a request of US3 is read, checked, routed and replied to. Uses {@code .options}.
 * Read {@code WebhookProcessor} first.
 */
package io.github.camelus3.component.webhook;
