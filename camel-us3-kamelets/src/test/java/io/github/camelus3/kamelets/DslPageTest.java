package io.github.camelus3.kamelets;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelus3.component.Us3Component;
import io.github.camelus3.component.Us3Configuration;
import io.github.camelus3.emulator.Fault;
import io.github.camelus3.emulator.SentCallback;
import io.github.camelus3.emulator.Us3Api;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The Kamelet snippets of docs/dsl.md, which are marked yml; the others are tested elsewhere. */
class DslPageTest extends KameletTestSupport {
  private static final Path PAGE = Path.of("../docs/dsl.md");

  private CallbackService service;
  private final List<String> branches = new ArrayList<>();

  @Override
  protected CamelContext createCamelContext() throws Exception {
    CamelContext camel = super.createCamelContext();
    service = new CallbackService();
    camel.getPropertiesComponent().addInitialProperty("app", app());
    Us3Configuration options = camel.getComponent("us3", Us3Component.class).getConfiguration();
    options.setEndpoint(us3.endpoint());
    options.setPublicKey("PUB");
    options.setPrivateKey("TOP-SECRET");
    options.setMaxRetries(0); // an injected fault fails the upload
    return camel;
  }

  @Override
  protected RoutesBuilder createRouteBuilder() {
    return new RouteBuilder() {
      @Override
      public void configure() {
        for (String name : List.of("rejected", "announce-later", "not-stored")) {
          from("direct:" + name).process(exchange -> branches.add(name));
        }
      }
    };
  }

  private String app() {
    return service.url().replaceAll("/$", "");
  }

  @AfterEach
  void stopService() {
    service.close();
  }

  @Test
  void theJsonFormIsPosted() throws Exception {
    loadSection("A policy in JSON form");

    Exchange uploaded = send("direct:json-form", Map.of("CamelUs3Key", "cat.jpg"));

    assertThat(uploaded.getMessage().getBody(String.class)).isEqualTo("{\"accepted\":true}");
    assertThat(us3.keys(BUCKET)).containsExactly("cat.jpg");
    assertThat(us3.callbacks()).hasSize(1);
    SentCallback callback = us3.callbacks().get(0);
    assertThat(callback.url()).isEqualTo(app() + "/cb");
    assertThat(callback.body()).isEqualTo("{\"Name\":\"Alice\", \"Age\":20}");
    assertThat(callback.contentType()).isEqualTo("application/json");
  }

  @Test
  void theQueryFormIsAppendedToTheUrl() throws Exception {
    loadSection("A policy in query form");

    Exchange uploaded = send("direct:query-form", Map.of("CamelUs3Key", "cat.jpg"));

    assertThat(uploaded.getMessage().getBody(String.class)).isEqualTo("{\"accepted\":true}");
    assertThat(us3.callbacks())
        .extracting(SentCallback::url)
        .containsExactly(app() + "/cb?Name=Alice&Age=20");
  }

  @Test
  void headersOverrideTheProperties() throws Exception {
    loadSection("Headers instead of options");

    Exchange uploaded = send("direct:header-overrides", Map.of("day", "monday"));

    assertThat(us3.keys(BUCKET)).containsExactly("reports/monday.csv");
    assertThat(us3.object(BUCKET, "reports/monday.csv").orElseThrow().mimeType())
        .isEqualTo("text/csv");
    assertThat(uploaded.getMessage().getHeader("CamelUs3UploadOperation"))
        .isEqualTo("MPutWithPolicy");
    assertThat(us3.callbacks())
        .extracting(SentCallback::url)
        .containsExactly(app() + "/cb?from=header");
  }

  @Test
  void failuresAreToldApartByTheirType() throws Exception {
    loadSection("Failures by type");

    service.answerWith(403);
    Exchange rejected = send("direct:failures-by-type", Map.of("CamelUs3Key", "rejected"));
    us3.inject(Fault.callbackRefused().key("unreachable"));
    send("direct:failures-by-type", Map.of("CamelUs3Key", "unreachable"));
    us3.inject(Fault.answer(403, -1, "action not allow").on(Us3Api.PUT_FILE));
    send("direct:failures-by-type", Map.of("CamelUs3Key", "refused"));

    assertThat(branches).containsExactly("rejected", "announce-later", "not-stored");
    assertThat(rejected.getMessage().getBody(String.class)).isEqualTo("{\"accepted\":true}");
    assertThat(us3.keys(BUCKET)).containsExactlyInAnyOrder("rejected", "unreachable");
  }

  private void loadSection(String title) throws Exception {
    String page = Files.readString(PAGE);
    String section = page.substring(page.indexOf("\n## " + title + "\n") + 1);
    section = section.substring(0, section.indexOf("\n## ", 1));
    List<String> blocks =
        Pattern.compile("^```yml\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE)
            .matcher(section)
            .results()
            .map(match -> match.group(1))
            .toList();
    assertThat(blocks).as(title).hasSize(1);
    load(blocks.get(0));
  }

  private Exchange send(String uri, Map<String, Object> headers) {
    Exchange exchange =
        template.request(
            uri,
            request -> {
              request.getMessage().setBody("a body");
              request.getMessage().setHeaders(new HashMap<>(headers));
            });
    assertThat(exchange.getException()).isNull();
    return exchange;
  }
}
