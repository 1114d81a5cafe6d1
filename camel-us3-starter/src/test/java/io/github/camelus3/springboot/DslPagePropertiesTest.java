package io.github.camelus3.springboot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.github.camelus3.emulator.SentCallback;
import io.github.camelus3.emulator.Us3Emulator;
import io.github.camelus3.emulator.Us3EmulatorExtension;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.context.ConfigurableApplicationContext;

/** The properties of {@code docs/dsl.md}, as they stand there. */
class DslPagePropertiesTest {
  private static final Path PAGE = Path.of("../docs/dsl.md");
  private static final String BEGIN = "```properties\n";

  @RegisterExtension
  static final Us3EmulatorExtension US3 =
      new Us3EmulatorExtension(
          Us3Emulator.builder()
              .bucket("photos")
              .credentials("PUB", "PRIV")
              .callbackTimeout(Duration.ofMinutes(1)));

  private HttpServer service;

  @BeforeEach
  void startService() throws IOException {
    service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    service.createContext(
        "/cb",
        exchange -> {
          byte[] reply = "{\"taken\":true}".getBytes(UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, reply.length);
          try (OutputStream body = exchange.getResponseBody()) {
            body.write(reply);
          }
        });
    service.start();
  }

  @AfterEach
  void stopService() {
    service.stop(0);
  }

  @Test
  void theJsonFormCallsTheService(Us3Emulator us3) throws IOException {
    assertThat(upload(us3, 0)).isEqualTo("{\"taken\":true}");

    SentCallback callback = us3.callbacks().get(0);
    assertThat(callback.url()).isEqualTo(app() + "/cb");
    assertThat(callback.body()).isEqualTo("{\"Name\":\"Alice\", \"Age\":20}");
    assertThat(callback.contentType()).isEqualTo("application/json");
  }

  @Test
  void theQueryFormCallsTheService(Us3Emulator us3) throws IOException {
    assertThat(upload(us3, 1)).isEqualTo("{\"taken\":true}");

    assertThat(us3.callbacks().get(0).url()).isEqualTo(app() + "/cb?Name=Alice&Age=20");
  }

  private String app() {
    return "http://127.0.0.1:" + service.getAddress().getPort();
  }

  private String upload(Us3Emulator us3, int block) throws IOException {
    List<String> properties =
        new ArrayList<>(
            List.of(
                "app=" + app(),
                "camel.component.us3.endpoint=" + us3.endpoint(),
                "camel.component.us3.public-key=PUB",
                "camel.component.us3.private-key=PRIV"));
    properties.addAll(properties(block));
    try (ConfigurableApplicationContext context =
        StartedApplication.of(UploadApplication.class, properties.toArray(String[]::new))) {
      return context
          .getBean(ProducerTemplate.class)
          .requestBody("direct:upload", "pixels", String.class);
    }
  }

  private static List<String> properties(int block) throws IOException {
    String page = Files.readString(PAGE);
    String[] blocks = page.substring(page.indexOf("\n## ")).split(BEGIN, -1);
    assertThat(blocks).as("blocks of properties").hasSize(3);
    String text = blocks[block + 1];
    return Arrays.asList(text.substring(0, text.indexOf("\n```")).split("\n"));
  }
}
