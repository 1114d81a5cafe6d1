package io.github.camelus3.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelus3.emulator.Us3Emulator;
import io.github.camelus3.emulator.Us3EmulatorExtension;
import java.nio.charset.StandardCharsets;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.context.ConfigurableApplicationContext;

/** A started application uploads with the options of its properties. */
class UploadRouteTest {
  @RegisterExtension
  static final Us3EmulatorExtension US3 =
      new Us3EmulatorExtension(Us3Emulator.builder().bucket("photos").credentials("PUB", "PRIV"));

  @Test
  void theRouteUploadsWithKeysAndEndpointOfTheProperties(Us3Emulator us3) {
    try (ConfigurableApplicationContext context =
        StartedApplication.of(
            UploadApplication.class,
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
