package io.github.camelus3.kamelets;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelus3.component.Us3Component;
import io.github.camelus3.component.Us3Configuration;
import io.github.camelus3.emulator.Fault;
import io.github.camelus3.emulator.FreePort;
import io.github.camelus3.emulator.Us3Api;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.NotifyBuilder;
import org.apache.camel.component.platform.http.main.MainHttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The blocks of docs/yaml-and-kamelets.md run, and its tables are the definitions. */
class YamlPageTest extends KameletTestSupport {
  private static final Path PAGE = Path.of("../docs/yaml-and-kamelets.md");
  private static final String SERVICE = "https://app.example.com/uploaded";

  @TempDir Path folder;
  private final CallbackService service = new CallbackService();

  YamlPageTest() throws IOException {}

  @AfterEach
  void closeService() {
    service.close();
  }

  @Override
  protected CamelContext createCamelContext() throws Exception {
    CamelContext camel = super.createCamelContext();
    Us3Configuration options = camel.getComponent("us3", Us3Component.class).getConfiguration();
    options.setEndpoint(us3.endpoint());
    options.setPublicKey("PUB");
    options.setPrivateKey("TOP-SECRET");
    return camel;
  }

  @Test
  void everyBlockIsRun() throws IOException {
    assertThat(blocks().keySet())
        .containsExactlyInAnyOrder(
            "json-policy.yaml",
            "query-policy.yaml",
            "kamelet-json.yaml",
            "kamelet-query.yaml",
            "kamelet-poll.yaml",
            "kamelet-callback.yaml",
            "pipe.yaml");
  }

  @Test
  void jsonPolicy() throws Exception {
    upload("json-policy.yaml");

    assertThat(us3.object(BUCKET, "in/cat.csv").orElseThrow().mimeType()).isEqualTo("text/plain");
    assertThat(service.requests()).containsExactly("POST /uploaded {\"name\":\"Alice\"}");
  }

  @Test
  void aFailedCallbackIsHandledByItsType() throws Exception {
    us3.inject(Fault.answer(599, 20003, "send request error").on(Us3Api.PUT_FILE));

    upload("json-policy.yaml");

    Exchange unnotified = consumer.receive("seda:unnotified", 50_000);
    assertThat(unnotified.getMessage().getHeader("CamelUs3Key")).isEqualTo("in/cat.csv");
    assertThat(unnotified.getMessage().getHeader("CamelUs3RetCode")).isEqualTo(20003);
  }

  @Test
  void queryPolicy() throws Exception {
    upload("query-policy.yaml");

    assertThat(us3.keys(BUCKET)).containsExactly("in/cat.csv");
    assertThat(service.requests()).containsExactly("POST /uploaded?Name=cat.csv&Age=20 ");
  }

  @Test
  void jsonPolicyOfAKamelet() throws Exception {
    upload("kamelet-json.yaml");

    assertThat(us3.keys(BUCKET)).containsExactly("cat.csv");
    assertThat(service.requests()).containsExactly("POST /uploaded {\"name\":\"Alice\"}");
  }

  @Test
  void queryPolicyOfAKamelet() throws Exception {
    upload("kamelet-query.yaml");

    assertThat(us3.keys(BUCKET)).containsExactly("cat.csv");
    assertThat(service.requests()).containsExactly("POST /uploaded?Name=cat.csv&Age=20 ");
  }

  @Test
  void source() throws Exception {
    store("in/a", "A");
    NotifyBuilder done = new NotifyBuilder(context).whenDone(1).create();

    load(blocks().get("kamelet-poll.yaml"));

    assertThat(done.matches(50, TimeUnit.SECONDS)).isTrue();
    context.stop(); // waits for the completion of the exchange
    assertThat(us3.keys(BUCKET)).containsExactly("done/a");
  }

  @Test
  void callbackSource() throws Exception {
    MainHttpServer server = new MainHttpServer();
    server.setCamelContext(context);
    server.setHost("127.0.0.1");
    server.setPort(FreePort.find());
    context.addService(server);
    context.getPropertiesComponent().addInitialProperty("secret", "a+b&c");
    context
        .getPropertiesComponent()
        .addInitialProperty("camel.server.port", String.valueOf(server.getPort()));

    upload("kamelet-callback.yaml");

    assertThat(us3.keys(BUCKET)).containsExactly("cat.csv");
    assertThat(us3.callbacks()).hasSize(1);
    assertThat(us3.callbacks().get(0).status()).isEqualTo(200);
  }

  @Test
  void pipe() throws Exception {
    upload("pipe.yaml");

    assertThat(us3.keys(BUCKET)).containsExactly("in/cat.csv");
  }

  @Test
  void theTablesAreTheDefinitions() throws IOException {
    String page = Files.readString(PAGE);
    String rendered = page;
    for (String kamelet : Definitions.NAMES) {
      String mark = "<!-- " + kamelet + " -->\n";
      rendered =
          Pattern.compile(Pattern.quote(mark) + "(\n(\\|[^\n]*\n)+)?")
              .matcher(rendered)
              .replaceFirst(Matcher.quoteReplacement(mark + "\n" + table(kamelet)));
    }
    if (Boolean.getBoolean("us3.docs.write")) {
      Files.writeString(PAGE, rendered);
    }

    assertThat(Files.readString(PAGE)).isEqualTo(rendered);
  }

  private static String table(String kamelet) throws IOException {
    List<String> required =
        Definitions.at(Definitions.of(kamelet), "spec", "definition", "required");
    StringBuilder text = new StringBuilder("| Property | Type | Default | |\n|---|---|---|---|\n");
    Definitions.properties(kamelet)
        .forEach(
            (name, property) ->
                text.append("| `")
                    .append(name)
                    .append("` | ")
                    .append(type(property))
                    .append(" | ")
                    .append(property.getOrDefault("default", ""))
                    .append(" | ")
                    .append(required.contains(name) ? "Required. " : "")
                    .append(property.get("description"))
                    .append(" |\n"));
    return text.toString();
  }

  private static String type(Map<String, Object> property) {
    if (property.get("enum") instanceof List<?> values) {
      List<String> quoted = new ArrayList<>();
      values.forEach(value -> quoted.add("`" + value + "`"));
      return String.join(", ", quoted);
    }
    return property.get("type") + ("password".equals(property.get("format")) ? ", secret" : "");
  }

  /** Starts the routes of a block and waits until they have uploaded outbox/cat.csv. */
  private void upload(String block) throws Exception {
    Path outbox = Files.createDirectories(folder.resolve("outbox"));
    Files.writeString(outbox.resolve("cat.csv"), "a,b");
    NotifyBuilder done = new NotifyBuilder(context).from("file:*").whenDone(1).create();

    load(
        blocks()
            .get(block)
            .replace("file:outbox", "file:" + outbox)
            .replace(SERVICE, service.url() + "uploaded"));

    assertThat(done.matches(50, TimeUnit.SECONDS)).isTrue();
  }

  /** The YAML blocks by the name in their first line. */
  private static Map<String, String> blocks() throws IOException {
    Map<String, String> blocks = new LinkedHashMap<>();
    Pattern.compile("```yaml\n# (\\S+)\n(.*?)```", Pattern.DOTALL)
        .matcher(Files.readString(PAGE))
        .results()
        .forEach(match -> blocks.put(match.group(1), match.group(2)));
    return blocks;
  }
}
