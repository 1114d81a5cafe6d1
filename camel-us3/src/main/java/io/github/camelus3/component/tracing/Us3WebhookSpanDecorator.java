package io.github.camelus3.component.tracing;

import static io.github.camelus3.component.tracing.Us3SpanDecorator.guarded;

import io.github.camelus3.component.options.TraceSettings;
import org.apache.camel.DelegateEndpoint;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.telemetry.Span;
import org.apache.camel.telemetry.decorators.AbstractSpanDecorator;

/**
 * Describes the spans of {@code webhook:us3:} routes; without it they show {@code callbackSecret}.
 * Webhooks of other components are described as without it. Thread safe.
 */
public final class Us3WebhookSpanDecorator extends AbstractSpanDecorator {
  @Override
  public String getComponent() {
    return "webhook";
  }

  @Override
  public String getComponentClassName() {
    return "org.apache.camel.component.webhook.WebhookComponent";
  }

  @Override
  public String getOperationName(Exchange exchange, Endpoint endpoint) {
    return us3(endpoint) == null ? super.getOperationName(exchange, endpoint) : "us3 callback";
  }

  @Override
  public void beforeTracingEvent(Span span, Exchange exchange, Endpoint endpoint) {
    TraceSettings.Source us3 = us3(endpoint);
    if (us3 == null) {
      super.beforeTracingEvent(span, exchange, endpoint);
    } else {
      guarded(() -> Us3SpanDecorator.received(span, exchange, endpoint, us3.traceSettings()));
    }
  }

  /** The endpoint in a webhook's; null if it is of another component. */
  private static TraceSettings.Source us3(Endpoint endpoint) {
    return endpoint instanceof DelegateEndpoint webhook
            && webhook.getEndpoint() instanceof TraceSettings.Source us3
        ? us3
        : null;
  }

  @Override
  public void afterTracingEvent(Span span, Exchange exchange) {
    if (!Us3SpanDecorator.isReceived(span, exchange)) {
      super.afterTracingEvent(span, exchange);
    } else if (exchange.isFailed()) {
      guarded(() -> Us3SpanDecorator.failed(span, exchange));
    }
  }
}
