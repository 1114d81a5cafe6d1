package io.github.camelus3.examples.quarkus;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelus3.emulator.Us3Emulator;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.NotifyBuilder;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(EmulatorResource.class)
class UploadRouteTest {
  @Inject CamelContext camel;

  @ConfigProperty(name = "outbox")
  Path outbox;

  Us3Emulator emulator;

  @Test
  void uploadsAFileAndReturnsTheReplyOfTheCallbackService() throws Exception {
    NotifyBuilder uploaded =
        new NotifyBuilder(camel)
            .wereSentTo("us3:*")
            .whenDone(1)
            .whenAllDoneMatches(
                exchange ->
                    "{\"accepted\":\"cat.jpg\"}"
                        .equals(exchange.getMessage().getBody(String.class)))
            .create();

    Path whole = Files.writeString(Files.createTempFile("us3-", ".jpg"), "a cat");
    Files.move(whole, outbox.resolve("cat.jpg"));

    assertThat(uploaded.matches(1, TimeUnit.MINUTES)).isTrue();
    assertThat(emulator.object("photos", "cat.jpg").orElseThrow().bytes())
        .asString()
        .isEqualTo("a cat");
    assertThat(emulator.callbacks()).hasSize(1);
  }

  @Test
  void camelIsTheDocumentedOne() {
    assertThat(camel.getVersion()).isEqualTo(System.getProperty("documented.camel"));
  }
}
