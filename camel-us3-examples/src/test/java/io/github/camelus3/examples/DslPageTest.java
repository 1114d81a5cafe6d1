package io.github.camelus3.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.camelus3.component.Us3Component;
import io.github.camelus3.component.Us3Configuration;
import io.github.camelus3.component.Us3Constants;
import io.github.camelus3.emulator.Fault;
import io.github.camelus3.emulator.SentCallback;
import io.github.camelus3.emulator.StoredObject;
import io.github.camelus3.emulator.Us3Api;
import io.github.camelus3.emulator.Us3Emulator;
import io.github.camelus3.emulator.Us3EmulatorExtension;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every snippet of docs/dsl.md runs, and the callback service is called as the page says. */
class DslPageTest {
  private static final String JSON_FORM = "A policy in JSON form";
  private static final String QUERY_FORM = "A policy in query form";
  private static final String OVERRIDES = "Headers instead of options";
  private static final String FAILURES = "Failures by type";

  @RegisterExtension
  static final Us3EmulatorExtension EMULATOR =
      new Us3EmulatorExtension(
          Us3Emulator.builder()
              .bucket("photos")
              .credentials("PUB", "PRIV")
              .callbackTimeout(Duration.ofMinutes(1)));

  private final List<String> branches = new ArrayList<>();
  private Us3Emulator us3;
  private HttpServer service;
  private volatile int status = 200;
  private CamelContext camel;
  private ProducerTemplate template;
  private DslPage page;

  @BeforeEach
  void start() throws Exception {
    us3 = EMULATOR.emulator();
    page = DslPage.read();
    service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    service.createContext("/cb", this::reply);
    service.start();
    camel = new DefaultCamelContext();
    camel.getPropertiesComponent().addOverrideProperty("app", app());
    Us3Configuration options = camel.getComponent("us3", Us3Component.class).getConfiguration();
    options.setEndpoint(us3.endpoint());
    options.setPublicKey("PUB");
    options.setPrivateKey("PRIV");
    options.setMaxRetries(0); // an injected fault fails the upload
    camel.addRoutes(branch("rejected", "announce-later", "not-stored"));
    camel.start();
    template = camel.createProducerTemplate();
  }

  private RouteBuilder branch(String... names) {
    return new RouteBuilder() {
      @Override
      public void configure() {
        for (String name : names) {
          from("direct:" + name).process(exchange -> branches.add(name));
        }
      }
    };
  }

  private void reply(HttpExchange exchange) throws IOException {
    byte[] json = "{\"accepted\":true}".getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, json.length);
    exchange.getResponseBody().write(json);
    exchange.close();
  }

  private String app() {
    return "http://127.0.0.1:" + service.getAddress().getPort();
  }

  @AfterEach
  void stop() throws Exception {
    camel.close();
    service.stop(0);
  }

  @Test
  void everySectionHasEachLanguageOnce() {
    assertThat(page.sections())
        .containsExactly(JSON_FORM, QUERY_FORM, OVERRIDES, FAILURES)
        .allSatisfy(
            section -> {
              for (String language : List.of("java", "yaml", "xml")) {
                assertThat(page.blocks(section, language)).as(language).hasSize(1);
              }
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"java", "yaml", "xml"})
  void theJsonFormIsPosted(String language) throws Exception {
    page.load(camel, JSON_FORM, language);

    Exchange uploaded = send("direct:json-form", Map.of(Us3Constants.KEY, "cat.jpg"));

    assertThat(uploaded.getMessage().getBody(String.class)).isEqualTo("{\"accepted\":true}");
    assertThat(us3.keys("photos")).containsExactly("cat.jpg");
    assertThat(us3.callbacks())
        .containsExactly(
            new SentCallback(
                "POST",
                app() + "/cb",
                "application/json",
                "{\"Name\":\"Alice\", \"Age\":20}",
                200,
                Optional.empty()));
    assertThat(signedPolicy()).isEqualTo(policyOfThePage(JSON_FORM));
  }

  @ParameterizedTest
  @ValueSource(strings = {"java", "yaml", "xml"})
  void theQueryFormIsAppendedToTheUrl(String language) throws Exception {
    page.load(camel, QUERY_FORM, language);

    Exchange uploaded = send("direct:query-form", Map.of(Us3Constants.KEY, "cat.jpg"));

    assertThat(uploaded.getMessage().getBody(String.class)).isEqualTo("{\"accepted\":true}");
    assertThat(us3.keys("photos")).containsExactly("cat.jpg");
    assertThat(us3.callbacks())
        .containsExactly(
            new SentCallback(
                "POST", app() + "/cb?Name=Alice&Age=20", "", "", 200, Optional.empty()));
    assertThat(signedPolicy()).isEqualTo(policyOfThePage(QUERY_FORM));
  }

  @ParameterizedTest
  @ValueSource(strings = {"java", "yaml", "xml"})
  void headersOverrideTheOptions(String language) throws Exception {
    page.load(camel, OVERRIDES, language);

    Exchange uploaded = send("direct:header-overrides", Map.of("day", "monday"));

    StoredObject object = us3.object("photos", "reports/monday.csv").orElseThrow();
    assertThat(us3.keys("photos")).containsExactly("reports/monday.csv");
    assertThat(object.mimeType()).isEqualTo("text/csv");
    assertThat(uploaded.getMessage().getHeader(Us3Constants.UPLOAD_OPERATION))
        .isEqualTo("MPutWithPolicy");
    assertThat(us3.callbacks())
        .extracting(SentCallback::url)
        .containsExactly(app() + "/cb?from=header");
  }

  @ParameterizedTest
  @ValueSource(strings = {"java", "yaml", "xml"})
  void failuresAreToldApartByTheirType(String language) throws Exception {
    page.load(camel, FAILURES, language);

    status = 403;
    Exchange rejected = send("direct:failures-by-type", Map.of(Us3Constants.KEY, "rejected"));
    us3.inject(Fault.callbackRefused().key("unreachable"));
    send("direct:failures-by-type", Map.of(Us3Constants.KEY, "unreachable"));
    us3.inject(Fault.answer(403, -1, "action not allow").on(Us3Api.PUT_FILE));
    send("direct:failures-by-type", Map.of(Us3Constants.KEY, "refused"));

    assertThat(branches).containsExactly("rejected", "announce-later", "not-stored");
    assertThat(rejected.getMessage().getBody(String.class)).isEqualTo("{\"accepted\":true}");
    assertThat(us3.keys("photos")).containsExactlyInAnyOrder("rejected", "unreachable");
  }

  private Exchange send(String uri, Map<String, Object> headers) throws Exception {
    Exchange exchange =
        template.request(
            uri,
            request -> {
              request.getMessage().setBody("a body");
              request.getMessage().setHeaders(new HashMap<>(headers));
            });
    if (exchange.getException() != null) {
      throw exchange.getException();
    }
    return exchange;
  }

  /** The policy that the upload's Authorization carries. */
  private JsonNode signedPolicy() throws IOException {
    String authorization = us3.requests().get(0).header("Authorization").orElseThrow();
    String encoded = authorization.substring(authorization.lastIndexOf(':') + 1);
    return new ObjectMapper().readTree(Base64.getUrlDecoder().decode(encoded));
  }

  private JsonNode policyOfThePage(String section) throws IOException {
    String policy = page.block(section, "json").replace("http://app.example.com", app());
    return new ObjectMapper().readTree(policy);
  }
}
