package io.github.camelus3.docs;

import static org.apache.camel.builder.Builder.bodyAs;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelus3.component.Us3Component;
import io.github.camelus3.component.Us3Configuration;
import io.github.camelus3.emulator.FreePort;
import io.github.camelus3.emulator.Us3Emulator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.camel.builder.NotifyBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The routes of docs/webhook.md do what the page says. */
class WebhookPageTest {
  @TempDir Path outbox;
  @TempDir Path classes;

  @Test
  void theUploadingRouteGetsTheReplyOfTheWebhookRoute() throws Exception {
    String block = MarkdownFile.read("docs/webhook.md").blocks("java").get(0);
    String here =
        block
            .replace("file:outbox", "file:" + outbox)
            .replace("port(8080)", "port(" + FreePort.find() + ")");
    Files.writeString(outbox.resolve("cat.txt"), "cat");
    try (Us3Emulator us3 = emulator();
        DefaultCamelContext camel = new DefaultCamelContext()) {
      Us3Configuration options = camel.getComponent("us3", Us3Component.class).getConfiguration();
      options.setEndpoint(us3.endpoint());
      options.setPublicKey("public");
      options.setPrivateKey("private");
      camel.getPropertiesComponent().addInitialProperty("secret", "a+b&c long and random");
      camel.addRoutes(new JavaBlock(here).route(classes));
      NotifyBuilder replied =
          new NotifyBuilder(camel)
              .from("file:*")
              .whenAnyDoneMatches(bodyAs(String.class).isEqualTo("{\"accepted\":true}"))
              .create();
      camel.start();

      assertThat(replied.matches(60, TimeUnit.SECONDS)).isTrue();

      assertThat(us3.keys("photos")).containsExactly("cat.txt");
    }
  }

  private static Us3Emulator emulator() {
    return Us3Emulator.builder()
        .bucket("photos")
        .credentials("public", "private")
        .callbackTimeout(Duration.ofMinutes(1)) // for a busy machine
        .start();
  }
}
