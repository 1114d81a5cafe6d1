package io.github.camelus3.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelus3.emulator.Fault;
import io.github.camelus3.emulator.Us3Api;
import io.github.camelus3.emulator.Us3Emulator;
import io.github.camelus3.emulator.Us3EmulatorExtension;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.NotifyBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The health checks in {@code /actuator/health} of a started web application. */
@Timeout(120)
class HealthEndpointTest {
  @RegisterExtension
  static final Us3EmulatorExtension US3 =
      new Us3EmulatorExtension(Us3Emulator.builder().bucket("photos").credentials("PUB", "PRIV"));

  private final HttpClient http = HttpClient.newHttpClient();

  @Configuration
  @EnableAutoConfiguration
  static class Application {
    @Bean
    RouteBuilder poll() {
      return new RouteBuilder() {
        @Override
        public void configure() {
          from("us3:photos?delay=50&initialDelay=0&idempotent=true&bridgeErrorHandler=true")
              .routeId("poll")
              .log("${header.CamelUs3Key}");
        }
      };
    }
  }

  @Test
  void aRefusedPollIsDownAndASuccessfulOneUp(Us3Emulator us3) throws Exception {
    us3.inject(Fault.answer(403, -148643, "invalid signature").on(Us3Api.LIST_OBJECTS).always());
    try (ServletWebServerApplicationContext context = start(us3)) {
      awaitFailures(context);

      JsonNode down = health(context, "", 503);

      JsonNode camel = down.at("/components/camelHealth");
      assertThat(camel.path("status").asText()).isEqualTo("DOWN");
      assertThat(camel.path("details").toString())
          .contains("consumer:poll", "invalid signature", "403")
          .doesNotContain("PRIV");

      us3.clearFaults();
      JsonNode up = awaitUp(context);

      assertThat(up.at("/components/camelHealth/status").asText()).isEqualTo("UP");
    }
  }

  @Test
  void theCheckIsSwitchedOffByTheProperty(Us3Emulator us3) throws Exception {
    us3.inject(Fault.answer(403, -148643, "invalid signature").on(Us3Api.LIST_OBJECTS).always());
    try (ServletWebServerApplicationContext context =
        start(us3, "--camel.component.us3.health-check-consumer-enabled=false")) {
      awaitFailures(context);

      JsonNode camel = health(context, "/camelHealth", 200);

      assertThat(camel.path("status").asText()).isEqualTo("UP");
      assertThat(camel.toString()).contains("route:poll").doesNotContain("consumer:poll");
    }
  }

  @Test
  void aProducersCheckIsShownWhenChecksOfProducersAreOn(Us3Emulator us3) throws Exception {
    us3.inject(Fault.answer(403, -148643, "invalid signature").on(Us3Api.LIST_OBJECTS).always());
    try (ServletWebServerApplicationContext context =
        start(UploadApplication.class, us3, "--camel.health.producers-enabled=true")) {
      JsonNode down = health(context, "", 503).at("/components/camelHealth");

      assertThat(down.path("details").toString())
          .contains("producer:us3-photos", "invalid signature", "403", "-148643")
          .doesNotContain("PRIV");
      us3.clearFaults();
      assertThat(health(context, "", 200).at("/components/camelHealth/status").asText())
          .isEqualTo("UP");
    }
  }

  @Test
  void aRefusalIsNotReadyButAliveWithThePropertiesOfThePage(Us3Emulator us3) throws Exception {
    us3.inject(Fault.answer(403, -148643, "invalid signature").on(Us3Api.LIST_OBJECTS).always());
    try (ServletWebServerApplicationContext context =
        start(UploadApplication.class, us3, propertiesOfThePage())) {
      assertThat(health(context, "/readiness", 503).toString()).contains("-148643");
      assertThat(health(context, "/liveness", 200).path("status").asText()).isEqualTo("UP");

      us3.clearFaults();

      assertThat(health(context, "/readiness", 200).toString()).contains("producer:us3-photos");
    }
  }

  private static String[] propertiesOfThePage() throws IOException {
    String page = Files.readString(Path.of("../docs/reliability.md"));
    String block = page.substring(page.indexOf("**Spring Boot**, with Actuator"));
    block = block.substring(block.indexOf("```properties\n") + 14);
    return block
        .substring(0, block.indexOf("```"))
        .lines()
        .map(property -> "--" + property)
        .toArray(String[]::new);
  }

  @Test
  void aProducerHasNoCheckByDefault(Us3Emulator us3) throws Exception {
    try (ServletWebServerApplicationContext context = start(UploadApplication.class, us3)) {
      assertThat(health(context, "", 200).toString()).doesNotContain("producer:us3");
    }
  }

  private static ServletWebServerApplicationContext start(Us3Emulator us3, String... properties) {
    return start(Application.class, us3, properties);
  }

  private static ServletWebServerApplicationContext start(
      Class<?> routes, Us3Emulator us3, String... properties) {
    SpringApplication application = new SpringApplication(routes);
    return (ServletWebServerApplicationContext)
        application.run(
            Stream.concat(
                    Stream.of(
                        "--server.port=0",
                        "--server.address=127.0.0.1",
                        "--spring.main.banner-mode=off",
                        "--management.endpoint.health.show-details=always",
                        "--camel.health.exposure-level=full",
                        "--camel.component.us3.endpoint=" + us3.endpoint(),
                        "--camel.component.us3.public-key=PUB",
                        "--camel.component.us3.private-key=PRIV"),
                    Arrays.stream(properties))
                .toArray(String[]::new));
  }

  private static void awaitFailures(ServletWebServerApplicationContext context) {
    NotifyBuilder failures =
        new NotifyBuilder(context.getBean(CamelContext.class))
            .fromRoute("poll")
            .whenFailed(2)
            .create();
    assertThat(failures.matches(60, TimeUnit.SECONDS)).isTrue();
  }

  private JsonNode awaitUp(ServletWebServerApplicationContext context) throws Exception {
    HttpResponse<String> response = get(context, "");
    while (response.statusCode() != 200) {
      response = get(context, "");
    }
    return new ObjectMapper().readTree(response.body());
  }

  private JsonNode health(ServletWebServerApplicationContext context, String path, int status)
      throws Exception {
    HttpResponse<String> response = get(context, path);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    return new ObjectMapper().readTree(response.body());
  }

  private HttpResponse<String> get(ServletWebServerApplicationContext context, String path)
      throws Exception {
    URI uri =
        URI.create(
            "http://127.0.0.1:" + context.getWebServer().getPort() + "/actuator/health" + path);
    return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }
}
