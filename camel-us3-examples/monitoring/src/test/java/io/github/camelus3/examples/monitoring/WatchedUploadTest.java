package io.github.camelus3.examples.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelus3.emulator.FreePort;
import io.github.camelus3.emulator.Us3Emulator;
import io.github.camelus3.emulator.Us3EmulatorExtension;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.camel.builder.NotifyBuilder;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The application of the example over HTTP. */
@Timeout(120)
class WatchedUploadTest {
  @RegisterExtension
  final Us3EmulatorExtension emulator =
      new Us3EmulatorExtension(
          Us3Emulator.builder()
              .bucket("photos")
              .credentials("my-public-key", "my-private-key")
              .blockSize(64 << 10));

  @TempDir Path outbox;
  private final int port = FreePort.find();
  private Main main;

  @BeforeEach
  void start() throws Exception {
    Files.write(outbox.resolve("film.mp4"), new byte[5 * (64 << 10)]);
    emulator.emulator().holdPartsUntil(6, Duration.ofMinutes(1)); // there are five
    main = WatchedUpload.application(emulator.emulator(), outbox, port);
    main.start();
    while (emulator.emulator().maxPartsInFlight() < 5) {
      if (Thread.interrupted()) {
        throw new InterruptedException("not all parts are in flight");
      }
      Thread.onSpinWait();
    }
  }

  @AfterEach
  void stop() {
    emulator.emulator().holdPartsUntil(0);
    main.stop();
  }

  private String url(String path) {
    return "http://127.0.0.1:" + port + path;
  }

  private JsonNode json(String path) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url(path))).header("Accept", "application/json").build();
    return new ObjectMapper()
        .readTree(
            HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body());
  }

  @Test
  void theConsoleShowsTheUploadAsTextAndAsJson() throws Exception {
    String text = WatchedUpload.get(url("/q/dev/us3"));
    JsonNode root = json("/q/dev/us3");

    assertThat(text)
        .contains("upload photos/film.mp4 mode=asyncMput sent=0.0 KiB of 320.0 KiB parts=0 of 5")
        .doesNotContain("my-public-key", "my-private-key");
    JsonNode running = root.get("us3").get("running").get(0);
    assertThat(running.get("key").textValue()).isEqualTo("film.mp4");
    assertThat(running.get("totalParts").intValue()).isEqualTo(5);
  }

  @Test
  void theLimitOfTheConsoleIsAQueryParameter() throws Exception {
    assertThat(WatchedUpload.get(url("/q/dev/us3?limit=0"))).contains("Running: 0 of 1\n");
    assertThat(WatchedUpload.get(url("/q/dev/us3?limit=1"))).contains("Running: 1\n");
    assertThat(json("/q/dev/us3?limit=0").get("us3").get("running")).isEmpty();
    assertThat(json("/q/dev/us3?limit=1").get("us3").get("running")).hasSize(1);
  }

  @Test
  void theApplicationIsReadyWhileItUploads() throws Exception {
    assertThat(WatchedUpload.get(url("/observe/health/ready"))).isEqualTo("{\"status\":\"UP\"}");
  }

  @Test
  void theUploadEnds() {
    NotifyBuilder upload =
        new NotifyBuilder(main.getCamelContext()).fromRoute("upload").whenCompleted(1).create();

    emulator.emulator().holdPartsUntil(0);

    assertThat(upload.matches(60, TimeUnit.SECONDS)).isTrue();
    assertThat(emulator.emulator().object("photos", "film.mp4")).isPresent();
  }
}
