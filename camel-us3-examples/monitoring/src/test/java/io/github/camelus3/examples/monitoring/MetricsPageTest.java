package io.github.camelus3.examples.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelus3.component.Us3Constants;
import io.github.camelus3.emulator.Fault;
import io.github.camelus3.emulator.FreePort;
import io.github.camelus3.emulator.Us3Api;
import io.github.camelus3.emulator.Us3Emulator;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.NotifyBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Runs the properties of {@code docs/metrics.md} under Camel Main and scrapes the metrics. */
@Timeout(120)
class MetricsPageTest {
  private static final Path PAGE = Path.of("../../docs/metrics.md");
  private static final Path DASHBOARD = Path.of("../../docs/grafana/us3.json");
  private static final Path ALERTS = Path.of("../../docs/grafana/alerts.yaml");
  private static final Pattern LABEL = Pattern.compile("(\\w+)!?=~?\"");
  private static final Pattern GROUPING = Pattern.compile("\\bby \\(([^)]*)\\)");
  private static final Pattern METRIC = Pattern.compile("\\bus3_\\w+");
  private static final Pattern METER = Pattern.compile("(?m)^\\| `(us3\\.[a-z.]+)`");

  @Test
  void theScrapeHasTheMetersOfThePageOfTheDashboardAndOfTheAlerts() throws Exception {
    try (Us3Emulator us3 =
        Us3Emulator.builder()
            .bucket("photos")
            .credentials("my-public-key", "my-private-key")
            .blockSize(1 << 16)
            .start()) {
      us3.inject(Fault.internalError().on(Us3Api.UPLOAD_PART));

      String scraped = scrapeOf(us3);

      assertThat(scraped)
          .containsPattern("us3_uploads_seconds_count\\{[^}]*mode=\"mput\"[^}]*} 1\n")
          .contains("us3_parts_seconds_count{bucket=\"photos\"} 3\n")
          .contains("us3_parts_resent_total{bucket=\"photos\"} 1.0\n")
          .containsPattern("us3_callbacks_seconds_count\\{[^}]*outcome=\"accepted\"} 1\n")
          .doesNotContain("cat.jpg", "private-key", "public-key", "callback secret");
      Set<String> served = namesIn(scraped);
      assertThat(served).containsAll(namesOfDashboard());
      String rules = Files.readString(ALERTS);
      assertThat(namesIn(rules)).hasSizeGreaterThan(6).isSubsetOf(served);
      assertThat(labelsIn(rules)).contains("outcome", "verdict").isSubsetOf(labelsOf(scraped));
      for (String meter : meters()) {
        assertThat(served).anyMatch(name -> name.startsWith(meter.replace('.', '_')));
      }
    }
  }

  private static String scrapeOf(Us3Emulator us3) throws Exception {
    int management = FreePort.find();
    Main main = application(us3, FreePort.find(), management);
    main.start();
    try {
      NotifyBuilder polled =
          new NotifyBuilder(main.getCamelContext()).fromRoute("poll").whenCompleted(1).create();
      ProducerTemplate template = main.getCamelContext().createProducerTemplate();
      template.requestBodyAndHeader(
          "direct:upload", new byte[3 << 16], Us3Constants.KEY, "pets/cat.jpg");
      template.requestBodyAndHeader(
          "us3:photos?operation=headObject", null, Us3Constants.KEY, "pets/cat.jpg");
      assertThat(polled.matches(60, TimeUnit.SECONDS)).isTrue();
      String scraped;
      do { // a poll is counted after its exchange
        scraped = get("http://127.0.0.1:" + management + "/observe/metrics");
      } while (!scraped.contains("us3_polls_total"));
      return scraped;
    } finally {
      main.stop();
    }
  }

  /**
   * An application with the properties of the page.
   *
   * @param port of the webhook
   * @param management the port of metrics and consoles
   */
  static Main application(Us3Emulator us3, int port, int management) throws Exception {
    Main main = new Main();
    properties().forEach((name, value) -> main.addInitialProperty((String) name, (String) value));
    main.addOverrideProperty("camel.management.host", "127.0.0.1");
    main.addOverrideProperty("camel.management.port", Integer.toString(management));
    main.addOverrideProperty("camel.server.enabled", "true");
    main.addOverrideProperty("camel.server.host", "127.0.0.1");
    main.addOverrideProperty("camel.server.port", Integer.toString(port));
    main.addInitialProperty("camel.component.us3.endpoint", us3.endpoint());
    main.addInitialProperty("camel.component.us3.publicKey", "my-public-key");
    main.addInitialProperty("camel.component.us3.privateKey", "my-private-key");
    main.configure().addRoutesBuilder(routes(port));
    return main;
  }

  private static RouteBuilder routes(int port) {
    return new RouteBuilder() {
      @Override
      public void configure() {
        String secret = "callbackSecret=RAW(callback secret)";
        String url = "http://127.0.0.1:" + port + "/uploaded";
        from("webhook:us3:photos?webhookPath=/uploaded&webhookComponentName=platform-http&"
                + "webhookExternalUrl=http://127.0.0.1:"
                + port
                + "&"
                + secret)
            .setBody(constant(Map.of("accepted", true)));
        from("direct:upload").to("us3:photos?mode=mput&callbackUrl=" + url + "&" + secret);
        from("us3:photos?prefix=pets/&idempotent=true&delay=50&initialDelay=0")
            .routeId("poll")
            .log("${header.CamelUs3Key}");
      }
    };
  }

  private static Properties properties() throws Exception {
    Matcher snippet =
        Pattern.compile("\\*\\*Camel Main\\..*?```properties\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(PAGE));
    assertThat(snippet.find()).isTrue();
    Properties properties = new Properties();
    properties.load(new StringReader(snippet.group(1)));
    assertThat(properties).isNotEmpty();
    return properties;
  }

  private static Set<String> meters() throws Exception {
    Set<String> meters = new TreeSet<>();
    METER.matcher(Files.readString(PAGE)).results().forEach(m -> meters.add(m.group(1)));
    assertThat(meters).hasSize(13);
    return meters;
  }

  private static Set<String> namesOfDashboard() throws Exception {
    Set<String> names = new TreeSet<>();
    JsonNode dashboard = new ObjectMapper().readTree(Files.readString(DASHBOARD));
    dashboard.findValuesAsText("expr").forEach(expr -> names.addAll(namesIn(expr)));
    dashboard.get("templating").findValuesAsText("query").forEach(q -> names.addAll(namesIn(q)));
    assertThat(names).hasSizeGreaterThan(10);
    return names;
  }

  private static Set<String> namesIn(String text) {
    Set<String> names = new TreeSet<>();
    METRIC.matcher(text).results().forEach(match -> names.add(match.group()));
    return names;
  }

  /** The labels that queries select or group by. */
  private static Set<String> labelsIn(String queries) {
    Set<String> labels = new TreeSet<>();
    LABEL.matcher(queries).results().forEach(match -> labels.add(match.group(1)));
    GROUPING
        .matcher(queries)
        .results()
        .forEach(match -> labels.addAll(List.of(match.group(1).split(", "))));
    return labels;
  }

  /** The labels of our metrics, and those that Prometheus adds. */
  private static Set<String> labelsOf(String scraped) {
    Set<String> labels = new TreeSet<>(List.of("job", "instance"));
    scraped
        .lines()
        .filter(line -> line.startsWith("us3_"))
        .forEach(line -> labels.addAll(labelsIn(line)));
    return labels;
  }

  private static String get(String url) throws Exception {
    HttpResponse<String> response =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
    assertThat(response.statusCode()).isEqualTo(200);
    return response.body();
  }
}
