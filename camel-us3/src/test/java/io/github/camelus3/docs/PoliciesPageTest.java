package io.github.camelus3.docs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelus3.client.Us3ServiceException;
import io.github.camelus3.component.CallbackService;
import io.github.camelus3.component.Us3Component;
import io.github.camelus3.component.Us3Configuration;
import io.github.camelus3.component.Us3Constants;
import io.github.camelus3.emulator.Fault;
import io.github.camelus3.emulator.FreePort;
import io.github.camelus3.emulator.SentCallback;
import io.github.camelus3.emulator.Us3Api;
import io.github.camelus3.emulator.Us3Emulator;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.NotifyBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.main.Main;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The routes, services and commands of docs/policies.md run, as they stand there. */
class PoliciesPageTest {
  private static final String PAGE = "docs/policies.md";
  private static final Pattern FROM = Pattern.compile("direct:[a-z-]+");
  private static final String EVENT = "?event=uploaded";

  /** What a message from Alice with the key cat.txt sends to the service, by the route's start. */
  private static final Map<String, String> SENT =
      Map.of(
          "direct:bean", EVENT,
          "direct:options", "{\"key\":\"cat.txt\",\"from\":\"Alice\"}",
          "direct:json-text", EVENT,
          "direct:header", "{\"from\":\"Alice\"}",
          "direct:encoded-query", "?from=Alice");

  @RegisterExtension final CallbackService service = new CallbackService();
  @TempDir Path folder;

  private final Us3Emulator us3 =
      Us3Emulator.builder()
          .bucket("photos")
          .credentials("public", "private")
          .callbackTimeout(Duration.ofMinutes(1)) // for a busy machine
          .start();

  @AfterEach
  void stop() {
    us3.close();
  }

  static Stream<Snippet> routes() throws IOException {
    MarkdownFile page = MarkdownFile.read(PAGE);
    return Stream.of("java", "yaml", "xml")
        .flatMap(
            language -> page.blocks(language).stream().map(text -> new Snippet(language, text)))
        .filter(snippet -> SENT.containsKey(snippet.from()));
  }

  @Test
  void everyWayIsThereInEachLanguage() throws IOException {
    assertThat(routes().map(Snippet::toString))
        .containsExactlyInAnyOrder(
            "java direct:options",
            "java direct:json-text",
            "java direct:header",
            "java direct:encoded-query",
            "yaml direct:bean",
            "yaml direct:options",
            "yaml direct:json-text",
            "yaml direct:header",
            "xml direct:bean",
            "xml direct:options",
            "xml direct:json-text",
            "xml direct:header");
  }

  @ParameterizedTest
  @MethodSource("routes")
  void aRouteOfThePageGetsTheReplyOfTheService(Snippet route) throws Exception {
    try (DefaultCamelContext camel = camel()) {
      route.load(camel, folder);
      camel.start();

      Exchange uploaded = upload(camel, route.from(), "Alice");

      assertThat(uploaded.getException()).isNull();
      assertThat(uploaded.getMessage().getBody(String.class)).isEqualTo("{\"accepted\":true}");
      assertThat(sent()).isEqualTo(SENT.get(route.from()));
    }
  }

  @Test
  void aVariableIsEscapedForJsonAndTheRouteEncodesForTheQuery() throws Exception {
    String sender = "a\"b&c+d ${header.CamelUs3Key}";
    try (DefaultCamelContext camel = camel()) {
      for (Snippet route : routes().filter(route -> route.language().equals("java")).toList()) {
        route.load(camel, folder);
      }
      camel.start();

      upload(camel, "direct:options", sender);
      assertThat(sent())
          .isEqualTo("{\"key\":\"cat.txt\",\"from\":\"a\\\"b&c+d ${header.CamelUs3Key}\"}");
      us3.reset();
      upload(camel, "direct:encoded-query", sender);
      assertThat(sent()).isEqualTo("?from=a%22b%26c%2Bd+%24%7Bheader.CamelUs3Key%7D");
    }
  }

  @Test
  void theFirstPolicyUploadsAFileAndGetsTheReply() throws Exception {
    String block = javaBlock("FirstPolicy").source();
    String here =
        block
            .replace("http://127.0.0.1:8080/uploaded", service.url())
            .replace("file:outbox", "file:" + folder.resolve("outbox"));
    Files.createDirectories(folder.resolve("outbox"));
    Files.writeString(folder.resolve("outbox/cat.txt"), "cat");
    try (DefaultCamelContext camel = camel()) {
      camel.addRoutes(new JavaBlock(here).route(folder));
      NotifyBuilder done = new NotifyBuilder(camel).whenCompleted(1).create();
      camel.start();

      assertThat(done.matches(60, TimeUnit.SECONDS)).isTrue();

      assertThat(us3.keys("photos")).containsExactly("cat.txt");
      assertThat(sent()).isEqualTo("{\"event\":\"uploaded\"}");
    }
  }

  @Test
  void thePropertySetsThePolicyOfAllUploads() throws Exception {
    Properties page = new Properties();
    for (String block : MarkdownFile.read(PAGE).blocks("properties")) {
      page.load(new StringReader(block));
    }
    page.setProperty("app", app());
    Main main = new Main();
    main.addInitialProperty("camel.component.us3.endpoint", us3.endpoint());
    main.addInitialProperty("camel.component.us3.publicKey", "public");
    main.addInitialProperty("camel.component.us3.privateKey", "private");
    page.forEach((name, value) -> main.addInitialProperty((String) name, (String) value));
    main.start();
    try {
      Exchange uploaded = upload(main.getCamelContext(), "us3:photos", "Alice");

      assertThat(uploaded.getException()).isNull();
      assertThat(sent()).isEqualTo(EVENT);
    } finally {
      main.stop();
    }
  }

  /** The policies of the service's documents, and below each the request as the page shows it. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void theServiceReceivesWhatThePageShows(int form) throws Exception {
    MarkdownFile page = MarkdownFile.read(PAGE);
    String policy =
        page.blocks("json").get(form).replace("http://app.example.com/cb", app() + "/cb");
    try (DefaultCamelContext camel = camel();
        ProducerTemplate template = camel.createProducerTemplate()) {
      camel.start();

      template.requestBodyAndHeaders(
          "us3:photos",
          "x",
          Map.of(Us3Constants.KEY, "cat.txt", Us3Constants.POLICY, policy.strip()));
    }

    SentCallback callback = us3.callbacks().get(0);
    String head = "POST " + callback.url().substring(app().length()) + " HTTP/1.1\n";
    String request =
        callback.body().isEmpty()
            ? head
            : head + "Content-Type: " + callback.contentType() + "\n\n" + callback.body() + "\n";
    assertThat(page.blocks("http").get(form)).isEqualTo(request);
  }

  @ParameterizedTest
  @ValueSource(strings = {"java", "python"})
  void aServiceOfThePageIsAcceptedInBothForms(String language) throws Exception {
    int port = FreePort.find();
    try (PageProgram server = PageProgram.start(folder, command(language, port));
        DefaultCamelContext camel = new DefaultCamelContext()) {
      server.awaitLine("listening on http://127.0.0.1:" + port);
      configure(camel, "http://127.0.0.1:" + port);
      for (Snippet route : routes().filter(route -> route.language().equals("yaml")).toList()) {
        route.load(camel, folder);
      }
      camel.start();

      Exchange json = upload(camel, "direct:options", "Alice");
      server.awaitLine("Alice");
      Exchange query = upload(camel, "direct:json-text", "Alice");
      server.awaitLine("uploaded");

      assertThat(List.of(json, query))
          .allSatisfy(
              reply -> {
                assertThat(reply.getException()).isNull();
                assertThat(reply.getMessage().getBody(String.class))
                    .isEqualToIgnoringWhitespace("{\"accepted\":true}");
              });
      for (String curl : MarkdownFile.read(PAGE).blocks("sh")) {
        String printed = run(curl.replace(":8080/", ":" + port + "/"));
        assertThat(printed)
            .containsPattern("^HTTP/1\\.[01] 200")
            .containsIgnoringCase("Content-Type: application/json")
            .containsPattern("\\{\"accepted\": ?true}");
        server.awaitLine("Alice");
      }
    }
  }

  static Stream<List<String>> failures() throws IOException {
    return MarkdownFile.read(PAGE)
        .text()
        .lines()
        .filter(line -> line.matches("\\| [0-9]{3} \\|.*"))
        .map(line -> Arrays.stream(line.split("\\|")).map(String::strip).skip(1).toList());
  }

  @Test
  void eightFailuresAreShown() throws IOException {
    assertThat(failures()).hasSize(8);
  }

  @ParameterizedTest
  @MethodSource("failures")
  void aFailureIsTheExceptionOfItsRow(List<String> row) throws Exception {
    int status = Integer.parseInt(row.get(0));
    int retCode = Integer.parseInt(row.get(1));
    String says = row.get(2).replaceAll("…|; …", "").strip();
    us3.inject(fault(status, retCode, says).on(Us3Api.PUT_FILE));
    try (DefaultCamelContext camel = camel()) {
      new Snippet("yaml", yaml("direct:options")).load(camel, folder);
      camel.start();

      Exception failure = upload(camel, "direct:options", "Alice").getException();

      assertThat("`" + failure.getClass().getSimpleName() + "`").isEqualTo(row.get(3));
      assertThat(failure)
          .isInstanceOfSatisfying(
              Us3ServiceException.class,
              e -> {
                assertThat(e.getHttpStatus()).isEqualTo(status);
                assertThat(e.getRetCode()).isEqualTo(retCode);
                assertThat(e.getErrMsg()).startsWith(says);
              });
      assertThat(us3.keys("photos").contains("cat.txt")).isEqualTo(row.get(4).equals("yes"));
    }
  }

  private static Fault fault(int status, int retCode, String says) {
    if (status != 599) {
      return Fault.answer(status, retCode, says);
    }
    if (retCode == 20003) {
      return Fault.callbackRefused();
    }
    return says.contains("text/plain") ? Fault.callbackTextPlain() : Fault.callbackInvalidJson();
  }

  @Test
  void aStoredObjectIsToldFromOneThatIsNot() throws Exception {
    try (DefaultCamelContext camel = camel()) {
      camel.addRoutes(javaBlock("StoredOrNot").route(folder));
      camel.start();
      camel.getEndpoint("mock:announce-later", MockEndpoint.class).expectedMessageCount(1);
      camel.getEndpoint("mock:not-stored", MockEndpoint.class).expectedMessageCount(1);

      service.replies(200, "text/plain", "thanks");
      upload(camel, "direct:stored-or-not", "Alice");
      assertThat(us3.keys("photos")).containsExactly("cat.txt");
      us3.reset();
      us3.inject(Fault.answer(403, -148643, "invalid signature").on(Us3Api.PUT_FILE));
      upload(camel, "direct:stored-or-not", "Alice");

      assertThat(us3.keys("photos")).isEmpty();
      MockEndpoint.assertIsSatisfied(camel);
    }
  }

  private List<String> command(String language, int port) throws IOException {
    if (language.equals("python")) {
      Files.writeString(
          folder.resolve("uploaded.py"), MarkdownFile.read(PAGE).blocks("python").get(0));
      return List.of("python3", "uploaded.py", Integer.toString(port));
    }
    javaBlock("Uploaded").write(folder);
    return PageProgram.java("Uploaded.java", Integer.toString(port));
  }

  private String run(String command) throws Exception {
    Process process = new ProcessBuilder("sh", "-c", command).redirectErrorStream(true).start();
    String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(printed).isZero();
    return printed;
  }

  private static JavaBlock javaBlock(String name) throws IOException {
    return MarkdownFile.read(PAGE).blocks("java").stream()
        .map(JavaBlock::new)
        .filter(block -> block.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static String yaml(String from) throws IOException {
    return MarkdownFile.read(PAGE).blocks("yaml").stream()
        .filter(block -> block.contains(from))
        .findFirst()
        .orElseThrow();
  }

  private DefaultCamelContext camel() {
    DefaultCamelContext camel = new DefaultCamelContext();
    configure(camel, app());
    return camel;
  }

  private void configure(DefaultCamelContext camel, String app) {
    Us3Configuration options = camel.getComponent("us3", Us3Component.class).getConfiguration();
    options.setEndpoint(us3.endpoint());
    options.setPublicKey("public");
    options.setPrivateKey("private");
    options.setMaxRetries(0); // what a test breaks stays broken
    camel.getPropertiesComponent().addInitialProperty("app", app);
  }

  private String app() {
    return service.url().replace("/uploaded", "");
  }

  private static Exchange upload(CamelContext camel, String uri, String sender) throws IOException {
    try (ProducerTemplate template = camel.createProducerTemplate()) {
      return template.request(
          uri,
          exchange -> {
            exchange.getMessage().setBody("cat");
            exchange.getMessage().setHeader(Us3Constants.KEY, "cat.txt");
            exchange.getMessage().setHeader("sender", sender);
          });
    }
  }

  /** The only callback: its body, or its query with the question mark. */
  private String sent() {
    assertThat(us3.callbacks()).hasSize(1);
    SentCallback callback = us3.callbacks().get(0);
    return callback.body().isEmpty()
        ? callback.url().substring(callback.url().indexOf('?'))
        : callback.body();
  }

  /** A block with a route. */
  record Snippet(String language, String text) {
    /** Where its first route begins; empty if it has none that a message can be sent to. */
    String from() {
      Matcher from = FROM.matcher(text);
      return from.find() ? from.group() : "";
    }

    void load(DefaultCamelContext camel, Path folder) throws Exception {
      if (language.equals("java")) {
        camel.addRoutes(new JavaBlock(text).route(folder));
      } else {
        PluginHelper.getRoutesLoader(camel)
            .loadRoutes(ResourceHelper.fromString("routes." + language, text));
      }
    }

    @Override
    public String toString() {
      return language + ' ' + from();
    }
  }
}
