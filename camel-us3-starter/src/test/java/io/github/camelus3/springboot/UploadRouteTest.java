package io.github.camelus3.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelus3.emulator.Us3Emulator;
import io.github.camelus3.emulator.Us3EmulatorExtension;
import java.nio.charset.StandardCharsets;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A started application uploads with the options of its properties. */
class UploadRouteTest {
  @RegisterExtension
  static final Us3EmulatorExtension US3 =
      new Us3EmulatorExtension(Us3Emulator.builder().bucket("photos").credentials("PUB", "PRIV"));

  @Configuration
  @EnableAutoConfiguration
  static class Application {
    @Bean
    RouteBuilder upload() {
      return new RouteBuilder() {
        @Override
        public void configure() {
          from("direct:upload").to("us3:photos?keyName=cat.jpg");
        }
      };
    }
  }

  @Test
  void theRouteUploadsWithKeysAndEndpointOfTheProperties(Us3Emulator us3) {
    try (ConfigurableApplicationContext context =
        StartedApplication.of(
            Application.class,
            "camel.component.us3.endpoint=" + us3.endpoint(),
            "camel.component.us3.public-key=PUB",
            "camel.component.us3.private-key=PRIV",
            "camel.component.us3.mime-type=image/jpeg")) {
      context.getBean(ProducerTemplate.class).sendBody("direct:upload", "pixels");
    }

    assertThat(us3.object("photos", "cat.jpg"))
        .hasValueSatisfying(
            object -> {
              assertThat(object.bytes()).isEqualTo("pixels".getBytes(StandardCharsets.UTF_8));
              assertThat(object.mimeType()).isEqualTo("image/jpeg");
            });
  }
}
