package io.github.camelus3.component.webhook;

import org.apache.camel.component.webhook.WebhookEndpoint;

/**
 * Tells whether an endpoint is being created for {@code webhook:us3:...}, which needs neither a
 * service nor keys, or for itself, which does. camel-webhook asks the context for the endpoint by
 * its URI alone, and Camel starts it before it is told of the webhook ({@code
 * WebhookEndpoint.afterPropertiesConfigured}); so the only trace of what it is for is who is
 * calling.
 */
public final class WebhookCreation {
  private WebhookCreation() {}

  public static boolean isUnderWay() {
    return StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
        .walk(
            frames ->
                frames.anyMatch(
                    frame -> WebhookEndpoint.class.isAssignableFrom(frame.getDeclaringClass())));
  }
}
