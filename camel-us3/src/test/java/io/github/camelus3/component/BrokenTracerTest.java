package io.github.camelus3.component;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelus3.emulator.Fault;
import io.github.camelus3.emulator.Us3Api;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.telemetry.Span;
import org.apache.camel.telemetry.SpanContextPropagationExtractor;
import org.apache.camel.telemetry.SpanContextPropagationInjector;
import org.apache.camel.telemetry.SpanLifecycleManager;
import org.apache.camel.telemetry.Tracer;
import org.junit.jupiter.api.Test;

/** A tracer that fails in any of its methods fails no upload. */
class BrokenTracerTest extends Us3TestSupport {
  private final AtomicInteger calls = new AtomicInteger();
  private volatile Supplier<Span> first = BrokenSpan::new;
  private volatile boolean isEachCallBroken;

  @Override
  protected CamelContext createCamelContext() throws Exception {
    CamelContext camel = super.createCamelContext();
    Tracer tracer = new BrokenTracer();
    tracer.setCamelContext(camel);
    tracer.init(camel);
    return camel;
  }

  @Test
  void anUploadInPartsSucceedsWithSpansThatThrow() throws Exception {
    us3.inject(Fault.internalError().on(Us3Api.UPLOAD_PART).partNumber(1));

    upload("us3:photos?mode=mput&maxRetries=1&retryDelay=1", new byte[3 * PART], key("a.bin"));

    assertThat(stored("a.bin")).hasSize(3 * PART);
    assertThat(calls).hasPositiveValue();
  }

  @Test
  void anUploadInPartsSucceedsWithATracerThatThrows() throws Exception {
    isEachCallBroken = true;

    upload("us3:photos?mode=mput", new byte[3 * PART], key("a.bin"));

    assertThat(stored("a.bin")).hasSize(3 * PART);
    assertThat(calls).hasPositiveValue();
  }

  @Test
  void aTracerOfAnotherVersionFailsNoUpload() throws Exception {
    first =
        () -> {
          throw new NoSuchMethodError("create");
        };

    Exchange sent = upload("us3:photos?mode=mput", new byte[3 * PART], key("a.bin"));

    assertThat(sent.getException()).isNull();
    assertThat(stored("a.bin")).hasSize(3 * PART);
  }

  /** Makes a span for each exchange, and breaks below. */
  private final class BrokenTracer extends Tracer {
    @Override
    protected void initTracer() {
      setSpanLifecycleManager(new BrokenLifecycle());
    }
  }

  private final class BrokenLifecycle implements SpanLifecycleManager {
    @Override
    public Span create(String name, Span parent, SpanContextPropagationExtractor extractor) {
      calls.incrementAndGet();
      if (isEachCallBroken) {
        throw new IllegalStateException("broken tracer");
      }
      return parent == null ? new QuietSpan() : first.get();
    }

    @Override
    public void activate(Span span) {}

    @Override
    public void deactivate(Span span) {
      throw new IllegalStateException("broken tracer");
    }

    @Override
    public void close(Span span) {
      throw new IllegalStateException("broken tracer");
    }

    @Override
    public void inject(Span span, SpanContextPropagationInjector to, boolean includeTracing) {}
  }

  /** Takes tags until events or errors come. */
  private static final class QuietSpan implements Span {
    @Override
    public void log(java.util.Map<String, String> fields) {
      throw new IllegalStateException("broken span");
    }

    @Override
    public void setTag(String key, String value) {}

    @Override
    public void setComponent(String component) {}

    @Override
    public void setError(boolean isError) {}
  }
}
