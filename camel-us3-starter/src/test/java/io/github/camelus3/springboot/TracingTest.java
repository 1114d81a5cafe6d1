package io.github.camelus3.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelus3.emulator.Us3Emulator;
import io.github.camelus3.emulator.Us3EmulatorExtension;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.opentelemetry2.OpenTelemetryTracer;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Tracing turned on as docs/tracing.md says, without Camel's starter for it. */
class TracingTest {
  @RegisterExtension
  static final Us3EmulatorExtension US3 =
      new Us3EmulatorExtension(Us3Emulator.builder().bucket("photos").credentials("PUB", "PRIV"));

  @Test
  void anUploadIsASpanOfItsRoute(Us3Emulator us3) {
    List<SpanData> spans;
    try (ConfigurableApplicationContext context =
        StartedApplication.of(
            TracedApplication.class,
            "camel.component.us3.endpoint=" + us3.endpoint(),
            "camel.component.us3.public-key=PUB",
            "camel.component.us3.private-key=PRIV")) {
      context.getBean(ProducerTemplate.class).sendBody("direct:upload", "pixels");
      spans = context.getBean(InMemorySpanExporter.class).getFinishedSpanItems();
    }

    SpanData upload =
        spans.stream()
            .filter(span -> span.getName().equals("us3 upload"))
            .findFirst()
            .orElseThrow();
    assertThat(upload.getAttributes().asMap().toString()).contains("us3.bucket", "photos");
    assertThat(spans).anyMatch(span -> span.getSpanId().equals(upload.getParentSpanId()));
  }

  @Test
  void thePageHasTheBeanOfTheTracedApplication() throws IOException {
    String source =
        Files.readString(Path.of("src/test/java/io/github/camelus3/springboot/TracingTest.java"));
    String page = Files.readString(Path.of("../docs/tracing.md"));
    String bean = page.substring(page.indexOf("```java\n") + 8);

    assertThat(plain(source)).contains(plain(bean.substring(0, bean.indexOf("```"))));
  }

  private static String plain(String text) {
    return text.replaceAll("\\s+", "");
  }

  @Configuration
  @EnableAutoConfiguration
  @Import(UploadApplication.class)
  static class TracedApplication {
    @Bean
    InMemorySpanExporter exporter() {
      return InMemorySpanExporter.create();
    }

    @Bean
    Tracer tracer(InMemorySpanExporter exporter) {
      return SdkTracerProvider.builder()
          .addSpanProcessor(SimpleSpanProcessor.create(exporter))
          .build()
          .get("camel");
    }

    @Bean
    ContextPropagators propagators() {
      return ContextPropagators.noop();
    }

    @Bean
    CamelContextConfiguration tracing() {
      return new CamelContextConfiguration() {
        @Override
        public void beforeApplicationStart(CamelContext camel) {
          new OpenTelemetryTracer().init(camel);
        }

        @Override
        public void afterApplicationStart(CamelContext camel) {}
      };
    }
  }
}
