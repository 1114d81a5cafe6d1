package io.github.camelus3.examples.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelus3.callback.CallbackTokens;
import io.github.camelus3.emulator.FreePort;
import io.github.camelus3.emulator.Us3Emulator;
import io.github.camelus3.examples.soak.Scrape;
import io.github.camelus3.examples.soak.ScrapedSoak;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Runs the application with the properties of {@code docs/metrics.md}. It is scraped while it
 * uploads, and the figures are compared with the server's log.
 */
@Timeout(120)
class MetricsPageTest {
  private static final Path PAGE = Path.of("../../docs/metrics.md");

  @TempDir Path folder;
  private final int port = FreePort.find();
  private final HttpClient client = HttpClient.newHttpClient();
  private final List<String> outputs = new ArrayList<>();
  private String section;

  @BeforeEach
  void readPage() throws Exception {
    Matcher found =
        Pattern.compile("\\*\\*Spring Boot\\.\\*\\*(.*?\n```properties\n.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(PAGE));
    assertThat(found.find()).isTrue();
    section = found.group(1);
  }

  @Test
  void theExampleHasTheDependenciesOfThePage() throws Exception {
    List<String> artifacts =
        Pattern.compile("`[a-z.]+:([a-z-]+)`")
            .matcher(section.substring(0, section.indexOf("```")))
            .results()
            .map((MatchResult dependency) -> dependency.group(1))
            .toList();

    assertThat(artifacts)
        .hasSize(2)
        .allSatisfy(
            artifact ->
                assertThat(Path.of("pom.xml"))
                    .content()
                    .contains("<artifactId>" + artifact + "</artifactId>"));
  }

  @Test
  void scrapesWhileItUploadsEndWithTheFiguresOfTheServersLog() throws Exception {
    Files.writeString(
        folder.resolve("application.properties"), section.substring(section.indexOf("```") + 14));
    try (Us3Emulator us3 = ScrapedSoak.emulator();
        ConfigurableApplicationContext application = run(us3)) {
      ProducerTemplate template = application.getBean(ProducerTemplate.class);
      try (ScrapedSoak soak =
          new ScrapedSoak(us3, template, "us3:photos?policy=#notifyWebhook", 1)) {
        soak.run(this::scrape);
      }

      outputs.add(get("/actuator/metrics/us3.uploads"));
      outputs.add(get("/actuator/metrics/us3.webhook.callbacks"));
      assertThat(outputs)
          .hasSize(ScrapedSoak.SCRAPES + 2)
          .allMatch(text -> text.contains("us3"))
          .noneMatch(text -> text.contains("private-key") || text.contains("public-key"))
          .noneMatch(text -> text.contains("callback secret") || text.contains("report-"))
          .noneMatch(text -> text.contains(CallbackTokens.PARAMETER + '='));
    }
  }

  private ConfigurableApplicationContext run(Us3Emulator us3) {
    return SpringApplication.run(
        UploadApplication.class,
        "--spring.config.location=" + folder.toUri(),
        "--server.address=127.0.0.1",
        "--server.port=" + port,
        "--camel.component.us3.endpoint=" + us3.endpoint(),
        "--camel.component.us3.public-key=my-public-key",
        "--camel.component.us3.private-key=my-private-key",
        "--camel.component.us3.callback-secret=callback secret",
        "--camel.component.us3.max-retries=1",
        "--camel.component.us3.retry-delay=1",
        "--example.callback-url=http://127.0.0.1:" + port + "/uploaded",
        "--example.outbox=" + folder.resolve("outbox"));
  }

  private Scrape scrape() throws Exception {
    String page = get("/actuator/prometheus");
    outputs.add(page);
    return Scrape.of(page);
  }

  private String get(String path) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + port + path);
    HttpResponse<String> response =
        client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    assertThat(response.statusCode()).isEqualTo(200);
    return response.body();
  }
}
