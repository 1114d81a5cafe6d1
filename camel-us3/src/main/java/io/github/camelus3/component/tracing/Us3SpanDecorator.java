package io.github.camelus3.component.tracing;

import io.github.camelus3.component.Us3Constants;
import io.github.camelus3.component.Us3Operation;
import io.github.camelus3.component.activity.OperationActivity;
import io.github.camelus3.component.options.TraceSettings;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.spi.EndpointServiceLocation;
import org.apache.camel.telemetry.Span;
import org.apache.camel.telemetry.SpanLifecycleManager;
import org.apache.camel.telemetry.TagConstants;
import org.apache.camel.telemetry.Tracer;
import org.apache.camel.telemetry.decorators.AbstractSpanDecorator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Describes the spans of {@code us3:} endpoints. Camel calls it for exchanges that are sent to an
 * endpoint and for exchanges of its route. Nothing here fails an exchange. Thread safe.
 */
public class Us3SpanDecorator extends AbstractSpanDecorator {
  private static final Logger LOG = LoggerFactory.getLogger(Us3SpanDecorator.class);

  /** The {@link OperationTrace} of an exchange in a producer. */
  private static final String TRACE = "CamelUs3OperationTrace";

  /** The span of the exchange's begin: what follows on the same endpoint is sent. */
  private static final String RECEIVED = "CamelUs3Received";

  @Override
  public String getComponent() {
    return "us3";
  }

  @Override
  public String getComponentClassName() {
    return "io.github.camelus3.component.Us3Component";
  }

  /** The name of a span has few values, and no key. */
  @Override
  public String getOperationName(Exchange exchange, Endpoint endpoint) {
    if (!(endpoint instanceof TraceSettings.Source us3)) {
      return super.getOperationName(exchange, endpoint);
    }
    if (isReceived(exchange, endpoint)) {
      return "us3 poll";
    }
    Us3Operation operation = operation(exchange, us3.traceSettings());
    return operation == null ? "us3" : "us3 " + operation;
  }

  @Override
  public void beforeTracingEvent(Span span, Exchange exchange, Endpoint endpoint) {
    if (!(endpoint instanceof TraceSettings.Source us3)) {
      super.beforeTracingEvent(span, exchange, endpoint);
      return;
    }
    TraceSettings settings = us3.traceSettings();
    if (isReceived(exchange, endpoint)) {
      guarded(() -> received(span, exchange, endpoint, settings));
    } else {
      guarded(() -> observe(span, exchange, settings));
      guarded(() -> sent(span, exchange, endpoint, settings));
    }
    guarded(() -> Tags.describe(span, (EndpointServiceLocation) endpoint));
  }

  /**
   * Whether the endpoint has made the exchange for its route. Camel does not tell; it can also send
   * an exchange to the endpoint that has made it.
   */
  private static boolean isReceived(Exchange exchange, Endpoint endpoint) {
    return exchange.getFromEndpoint() == endpoint
        && exchange.getFromRouteId() != null
        && exchange.getProperty(RECEIVED) == null;
  }

  /** Describes an exchange that begins with an object or a callback. */
  static void received(Span span, Exchange exchange, Endpoint endpoint, TraceSettings settings) {
    exchange.setProperty(RECEIVED, span);
    Message message = exchange.getMessage();
    Tags.set(span, TagConstants.EXCHANGE_ID, exchange.getExchangeId());
    Tags.describe(span, endpoint);
    Tags.set(span, Tags.BUCKET, settings.bucket());
    Tags.set(span, Tags.BYTES, message.getHeader(Us3Constants.CONTENT_LENGTH));
    Tags.set(span, Tags.CALLBACK_VERIFIED, message.getHeader(Us3Constants.CALLBACK_VERIFIED));
    if (settings.showsKey()) {
      Tags.set(span, Tags.KEY, message.getHeader(Us3Constants.KEY));
    }
  }

  private static void sent(
      Span span, Exchange exchange, Endpoint endpoint, TraceSettings settings) {
    Tags.set(span, TagConstants.EXCHANGE_ID, exchange.getExchangeId());
    Tags.describe(span, endpoint);
    Tags.set(span, Tags.OPERATION, operation(exchange, settings));
    Tags.set(span, Tags.BUCKET, bucket(exchange.getMessage(), settings));
  }

  private static void observe(Span span, Exchange exchange, TraceSettings settings) {
    Tracer tracer = exchange.getContext().hasService(Tracer.class);
    SpanLifecycleManager spans = tracer == null ? null : tracer.getSpanLifecycleManager();
    OperationTrace trace = new OperationTrace(span, spans, settings.showsKey());
    exchange.setProperty(TRACE, trace);
    OperationActivity.listen(exchange, trace);
  }

  private static String bucket(Message message, TraceSettings settings) {
    String header = message.getHeader(Us3Constants.OVERRIDE_BUCKET_NAME, String.class);
    return header == null ? settings.bucket() : header;
  }

  /** The operation of a message; null if there is none of that name. */
  private static Us3Operation operation(Exchange exchange, TraceSettings settings) {
    Object header = exchange.getMessage().getHeader(Us3Constants.OPERATION);
    if (header == null) {
      return settings.operation();
    }
    String name = header.toString().strip().toLowerCase(Locale.ROOT);
    return Stream.of(Us3Operation.values())
        .filter(operation -> operation.name().toLowerCase(Locale.ROOT).equals(name))
        .findFirst()
        .orElse(null);
  }

  @Override
  public void afterTracingEvent(Span span, Exchange exchange) {
    OperationTrace trace = exchange.getProperty(TRACE, OperationTrace.class);
    boolean isSent = trace != null && trace.isOf(span);
    if (isSent) {
      exchange.removeProperty(TRACE);
      OperationActivity.ignore(exchange);
      guarded(trace::end);
    }
    guarded(
        () -> {
          if (exchange.isFailed()) {
            failed(span, exchange);
          } else if (isSent) {
            Message message = exchange.getMessage();
            Tags.set(span, TagConstants.HTTP_STATUS, message.getHeader(Us3Constants.HTTP_STATUS));
            Tags.set(span, Tags.SESSION_ID, message.getHeader(Us3Constants.SESSION_ID));
          }
        });
  }

  /** Whether this is the span of {@link #received}. */
  static boolean isReceived(Span span, Exchange exchange) {
    return exchange.getProperty(RECEIVED) == span;
  }

  /** Describes a failure by its type and codes. Its message is left out: it has the key. */
  static void failed(Span span, Exchange exchange) {
    Tags.fail(span, exchange.getException());
    span.log(Tags.event("error", exchange.getException()));
  }

  static void guarded(Runnable action) {
    try {
      action.run();
    } catch (RuntimeException | LinkageError e) {
      LOG.warn("A span could not be described", e);
    }
  }
}
