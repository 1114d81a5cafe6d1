/**
 * The consumer {@code from("webhook:us3:bucket")}, which receives callbacks. One request passes
 * these classes in this order:
 *
 * <ol>
 *   <li>{@code WebhookProcessor} receives the request from Camel's HTTP component.
 *   <li>{@code WebhookRequest} reads the callback, at most {@code maxCallbackBytes} of it.
 *   <li>{@link io.github.camelus3.callback.CallbackVerifier} verifies the token, and {@code
 *       UsedTokenRepository} accepts it once.
 *   <li>{@code WebhookMessage} makes the route's message of the callback.
 *   <li>{@code WebhookReply} makes the JSON reply of the message that the route leaves.
 * </ol>
 *
 * <p>{@link io.github.camelus3.component.webhook.Us3Webhook} connects the endpoint with these
 * classes when a route starts. {@code WebhookBodyLimit} limits bodies in the HTTP server, {@code
 * WebhookAddress} finds the webhook's URL, and {@link
 * io.github.camelus3.component.webhook.WebhookRegistry} publishes it for {@code
 * callbackUrl=webhook}.
 *
 * <p>Uses {@code callback}, {@code .options} and the constants of the component; not the producer
 * or the consumer. Read {@code WebhookProcessor} first.
 */
package io.github.camelus3.component.webhook;
