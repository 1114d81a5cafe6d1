package io.github.camelus3.component;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelus3.emulator.Us3Emulator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.Test;

/** Tracing turned on as docs/tracing.md says, for Camel Main. */
class TracingMainTest {
  private final RecordedSpans spans = new RecordedSpans();

  @Test
  void onePropertyTurnsTracingOn() throws Exception {
    assertThat(spansWith("true")).extracting(SpanData::getName).contains("us3 upload");
  }

  @Test
  void withoutItThereAreNoSpans() throws Exception {
    assertThat(spansWith("false")).isEmpty();
  }

  private List<SpanData> spansWith(String enabled) throws Exception {
    try (Us3Emulator us3 =
        Us3Emulator.builder().bucket("photos").credentials("public-key", "private-key").start()) {
      Main main = new Main();
      main.bind("tracer", spans.tracer());
      main.bind("propagators", ContextPropagators.noop());
      main.addInitialProperty("camel.opentelemetry2.enabled", enabled);
      main.addInitialProperty("camel.component.us3.endpoint", us3.endpoint().toString());
      main.addInitialProperty("camel.component.us3.public-key", "public-key");
      main.addInitialProperty("camel.component.us3.private-key", "private-key");
      main.configure()
          .addRoutesBuilder(
              new RouteBuilder() {
                @Override
                public void configure() {
                  from("direct:in").to("us3:photos?keyName=a.bin");
                }
              });
      try {
        main.start();
        main.getCamelTemplate().sendBody("direct:in", "x");
        assertThat(us3.keys("photos")).containsExactly("a.bin");
      } finally {
        main.stop();
      }
    }
    return spans.all();
  }
}
