package io.github.camelus3.component;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.opentelemetry2.OpenTelemetryTracer;

/** The spans that camel-opentelemetry2 exports, in memory. */
final class RecordedSpans {
  private final InMemorySpanExporter exporter = InMemorySpanExporter.create();
  private final SdkTracerProvider provider =
      SdkTracerProvider.builder().addSpanProcessor(SimpleSpanProcessor.create(exporter)).build();

  /** For a context that is turned on elsewhere. */
  RecordedSpans() {}

  /** Turns tracing on, before the context has routes. */
  RecordedSpans(CamelContext camel) {
    camel.getRegistry().bind("otelTracer", tracer());
    camel
        .getRegistry()
        .bind("propagators", ContextPropagators.create(W3CTraceContextPropagator.getInstance()));
    OpenTelemetryTracer tracer = new OpenTelemetryTracer();
    tracer.setCamelContext(camel);
    tracer.init(camel);
  }

  Tracer tracer() {
    return provider.get("test");
  }

  /** The ended spans. */
  List<SpanData> all() {
    return exporter.getFinishedSpanItems();
  }

  List<SpanData> named(String name) {
    return all().stream().filter(span -> span.getName().equals(name)).toList();
  }

  /** The only span of that name. */
  SpanData one(String name) {
    List<SpanData> spans = named(name);
    if (spans.size() != 1) {
      throw new AssertionError(name + " in " + all());
    }
    return spans.get(0);
  }

  List<SpanData> childrenOf(SpanData parent) {
    return all().stream()
        .filter(span -> span.getParentSpanId().equals(parent.getSpanId()))
        .filter(span -> span.getTraceId().equals(parent.getTraceId()))
        .toList();
  }

  static String tag(SpanData span, String name) {
    return span.getAttributes().get(AttributeKey.stringKey(name));
  }

  static String tag(EventData event, String name) {
    return event.getAttributes().get(AttributeKey.stringKey(name));
  }

  static List<EventData> events(SpanData span, String name) {
    return span.getEvents().stream().filter(event -> event.getName().equals(name)).toList();
  }
}
