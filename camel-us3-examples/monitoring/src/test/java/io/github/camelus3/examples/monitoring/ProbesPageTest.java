package io.github.camelus3.examples.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelus3.emulator.Fault;
import io.github.camelus3.emulator.FreePort;
import io.github.camelus3.emulator.Us3Api;
import io.github.camelus3.emulator.Us3Emulator;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Sends the probes of {@code docs/reliability.md} to Camel Main with the properties above them. */
@Timeout(120)
class ProbesPageTest {
  private static final Path PAGE = Path.of("../../docs/reliability.md");

  private final int port = FreePort.find();
  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void aRefusalIsNotReadyButAlive() throws Exception {
    String probes = block("yaml");
    try (Us3Emulator us3 =
        Us3Emulator.builder().bucket("photos").credentials("PUB", "PRIV").start()) {
      us3.inject(Fault.answer(403, -148643, "invalid signature").on(Us3Api.LIST_OBJECTS).always());
      Main main = application(us3);
      main.start();
      try {
        assertThat(status("readinessProbe", probes)).isEqualTo(503);
        assertThat(status("livenessProbe", probes)).isEqualTo(200);

        us3.clearFaults();

        assertThat(status("readinessProbe", probes)).isEqualTo(200);
      } finally {
        main.stop();
      }
    }
  }

  private Main application(Us3Emulator us3) throws Exception {
    Properties properties = new Properties();
    properties.load(new StringReader(block("properties")));
    Main main = new Main();
    properties.forEach((name, value) -> main.addInitialProperty((String) name, (String) value));
    main.addOverrideProperty("camel.management.host", "127.0.0.1");
    main.addOverrideProperty("camel.management.port", Integer.toString(port));
    main.addInitialProperty("camel.component.us3.endpoint", us3.endpoint());
    main.addInitialProperty("camel.component.us3.publicKey", "PUB");
    main.addInitialProperty("camel.component.us3.privateKey", "PRIV");
    main.configure()
        .addRoutesBuilder(
            new RouteBuilder() {
              @Override
              public void configure() {
                from("direct:upload").to("us3:photos");
              }
            });
    return main;
  }

  /** The status of the request that Kubernetes would send. */
  private int status(String probe, String probes) throws Exception {
    String documented = block("properties").replaceAll("(?s).*management.port=(\\d+).*", "$1");
    Matcher get =
        Pattern.compile(probe + ":.*?httpGet: \\{ path: (\\S+), port: (\\d+) }", Pattern.DOTALL)
            .matcher(probes);
    assertThat(get.find()).as(probe).isTrue();
    assertThat(get.group(2)).isEqualTo(documented);
    URI uri = URI.create("http://127.0.0.1:" + port + get.group(1));
    return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding()).statusCode();
  }

  /** The first block of a language in the section about Kubernetes. */
  private static String block(String language) throws Exception {
    String page = Files.readString(PAGE);
    String section = page.substring(page.indexOf("### Readiness and liveness in Kubernetes"));
    Matcher block =
        Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(section);
    assertThat(block.find()).as(language).isTrue();
    return block.group(1);
  }
}
