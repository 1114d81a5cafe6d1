package io.github.camelus3.examples.monitoring;

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
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Scrapes an application of Camel Main while it uploads, and compares with the server's log. */
@Timeout(120)
class MetricsSoakTest {
  private static final int CALLERS = 3;
  private final int port = FreePort.find();
  private final int management = FreePort.find();
  private final HttpClient client = HttpClient.newHttpClient();
  private final List<String> outputs = new ArrayList<>();

  @Test
  void scrapesWhileItUploadsEndWithTheFiguresOfTheServersLog() throws Exception {
    try (Us3Emulator us3 = ScrapedSoak.emulator()) {
      Main main = MetricsPageTest.application(us3, port, management);
      main.addInitialProperty("camel.component.us3.maxRetries", "1");
      main.addInitialProperty("camel.component.us3.retryDelay", "1");
      main.start();
      try {
        ProducerTemplate template = main.getCamelContext().createProducerTemplate();
        Scrape last;
        try (ScrapedSoak soak = new ScrapedSoak(us3, template, "direct:upload", CALLERS)) {
          last = soak.run(this::scrape);
        }

        if (Boolean.getBoolean("us3.docs.write")) {
          MetricsPicture.write(last);
        }
        assertThat(outputs)
            .hasSize(3 * ScrapedSoak.SCRAPES)
            .noneMatch(text -> text.contains("private-key") || text.contains("public-key"))
            .noneMatch(text -> text.contains("callback secret"))
            .noneMatch(text -> text.contains(CallbackTokens.PARAMETER + '='))
            .noneMatch(text -> text.contains("callbackBody") || text.contains("Authorization"));
      } finally {
        main.stop();
      }
    }
  }

  /** Reads the metrics, and the console as text and JSON. */
  private Scrape scrape() throws Exception {
    outputs.add(get("/q/dev/us3", "text/plain"));
    outputs.add(get("/q/dev/us3", "application/json"));
    String page = get("/observe/metrics", "*/*");
    outputs.add(page);
    assertThat(page).doesNotContain("report-");
    return Scrape.of(page);
  }

  private String get(String path, String type) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + management + path);
    HttpResponse<String> response =
        client.send(
            HttpRequest.newBuilder(uri).header("Accept", type).build(), BodyHandlers.ofString());
    assertThat(response.statusCode()).isEqualTo(200);
    return response.body();
  }
}
