package io.github.camelus3.examples.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelus3.emulator.FreePort;
import io.github.camelus3.emulator.SentCallback;
import io.github.camelus3.emulator.Us3Emulator;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.NotifyBuilder;
import org.apache.camel.test.spring.junit5.CamelSpringBootTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.actuate.observability.AutoConfigureObservability;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The started application uploads a file, receives its callback and moves it. */
@CamelSpringBootTest
@SpringBootTest(
    classes = UploadApplication.class,
    webEnvironment = WebEnvironment.DEFINED_PORT,
    properties = {
      "camel.component.us3.public-key=PUB",
      "camel.component.us3.private-key=PRIV",
      "camel.component.us3.callback-secret=secret"
    })
@AutoConfigureObservability // tests have no metrics otherwise
@DirtiesContext
class UploadApplicationTest {
  @TempDir static Path folder;

  private static final Us3Emulator US3 =
      Us3Emulator.builder()
          .bucket("photos")
          .credentials("PUB", "PRIV")
          .callbackTimeout(Duration.ofMinutes(1))
          .build()
          .start();

  @Autowired CamelContext camel;
  @Autowired Environment environment;

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry properties) throws IOException {
    int port = FreePort.find();
    properties.add("server.port", () -> port);
    properties.add("camel.component.us3.endpoint", US3::endpoint);
    properties.add("example.outbox", () -> folder.resolve("outbox").toString());
  }

  @AfterAll
  static void closeEmulator() {
    US3.close();
  }

  @Test
  void aFileIsUploadedConfirmedByTheWebhookMovedAndCounted() throws Exception {
    NotifyBuilder upload = new NotifyBuilder(camel).fromRoute("upload").whenCompleted(1).create();

    Path whole = Files.writeString(folder.resolve("cat.jpg"), "pixels");
    Files.move(whole, folder.resolve("outbox/cat.jpg"));

    assertThat(upload.matches(60, TimeUnit.SECONDS)).isTrue();
    assertThat(US3.object("photos", "cat.jpg"))
        .hasValueSatisfying(
            object ->
                assertThat(object.bytes()).isEqualTo("pixels".getBytes(StandardCharsets.UTF_8)));
    assertThat(US3.callbacks()).extracting(SentCallback::status).containsExactly(200);
    assertThat(folder.resolve("sent/cat.jpg")).hasContent("pixels");
    assertThat(folder.resolve("outbox/.uploading")).isEmptyDirectory();
    assertThat(get("/actuator/prometheus"))
        .containsPattern("us3_uploads_seconds_count\\{[^}]*outcome=\"success\"[^}]*} 1\n")
        .containsPattern("us3_webhook_callbacks_total\\{[^}]*verdict=\"accepted\"} 1.0\n")
        .doesNotContain("cat.jpg", "PRIV", "secret");
    assertThat(get("/actuator/metrics/us3.callbacks")).contains("\"COUNT\",\"value\":1.0");
  }

  private String get(String path) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + environment.getProperty("server.port") + path);
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
        .body();
  }
}
