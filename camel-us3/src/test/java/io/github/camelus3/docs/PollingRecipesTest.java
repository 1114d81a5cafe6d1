package io.github.camelus3.docs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelus3.component.PatientMocks;
import io.github.camelus3.component.Us3Component;
import io.github.camelus3.component.Us3Configuration;
import io.github.camelus3.component.Us3Constants;
import io.github.camelus3.component.consumer.Us3ResumeAdapter;
import io.github.camelus3.emulator.ReceivedRequest;
import io.github.camelus3.emulator.Us3Api;
import io.github.camelus3.emulator.Us3Emulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.NotifyBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.processor.resume.TransientResumeStrategy;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The routes of docs/polling.md stand there as they are tested, and do what they say. */
class PollingRecipesTest extends CamelTestSupport {
  @TempDir static Path inbox;

  private final Us3Emulator us3 =
      Us3Emulator.builder().bucket("photos").credentials("public", "private").start();

  @Override
  protected CamelContext createCamelContext() throws Exception {
    CamelContext camel = super.createCamelContext();
    camel.getCamelContextExtension().registerEndpointCallback(new PatientMocks());
    connect(camel);
    camel.getPropertiesComponent().addInitialProperty("inbox", inbox.toString());
    camel.getRegistry().bind("processed", MemoryIdempotentRepository.memoryIdempotentRepository());
    camel.getRegistry().bind("working", MemoryIdempotentRepository.memoryIdempotentRepository());
    camel.getRegistry().bind("offsets", new TransientResumeStrategy(new Us3ResumeAdapter()));
    camel.setAutoStartup(false);
    camel.addRoutes(new PollingRecipes());
    camel.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("direct:handle")
                .routeId("handle")
                .to("mock:handled")
                .filter(body().isEqualTo("bad"))
                .throwException(new IllegalStateException("bad"));
          }
        });
    return camel;
  }

  @AfterEach
  void close() {
    us3.close();
  }

  @Test
  void theJavaOfTheDocumentIsTheJavaThatIsTested() throws Exception {
    String tested =
        Files.readString(Path.of("src/test/java/io/github/camelus3/docs/PollingRecipes.java"));

    List<String> recipes = MarkdownFile.read("docs/polling.md").blocks("java");

    assertThat(recipes)
        .filteredOn(java -> !java.contains("public class")) // other tests compile those
        .hasSize(6)
        .allSatisfy(java -> assertThat(squeeze(tested)).contains(squeeze(java)));
  }

  @Test
  void theFirstRouteMovesWhatItHasRead() throws Exception {
    store("in/a", "hello");

    run(block("TakeObjects"), 1);

    assertThat(us3.keys("photos")).containsExactly("done/a");
  }

  @Test
  void aFileRemembersWhatHasBeenLookedAt() throws Exception {
    Path seen = inbox.resolve("seen.txt");
    JavaBlock route = new JavaBlock(block("LookOnce").source().replace("seen.txt", "" + seen));
    store("shared/a", "x");

    run(route, 1);
    store("shared/b", "y");
    run(route, 1);

    assertThat(us3.keys("photos")).containsExactly("shared/a", "shared/b");
    assertThat(seen).content().contains("shared/a@").contains("shared/b@").hasLineCount(2);
    assertThat(us3.requests())
        .filteredOn(request -> request.api() == Us3Api.GET_FILE)
        .extracting(ReceivedRequest::key)
        .containsExactly("shared/a", "shared/b");
  }

  @Test
  void takesWhatItHandles() throws Exception {
    store("in/a", "hello");

    run("take", 1);

    assertThat(us3.keys("photos")).isEmpty();
  }

  @Test
  void sortsTheGoodAndTheBad() throws Exception {
    store("in/bad", "bad");
    store("in/good", "good");

    YearMonth before = YearMonth.now();
    run("sort", 2);
    YearMonth after = YearMonth.now(); // the month may end meanwhile

    assertThat(us3.keys("photos"))
        .hasSize(2)
        .contains("failed/bad")
        .containsAnyOf("done/" + before + "/good", "done/" + after + "/good");
  }

  @Test
  void fetchesFilesWithoutTheirFolders() throws Exception {
    store("in/..\\..\\a.txt", "hello");
    NotifyBuilder done = new NotifyBuilder(context).fromRoute("fetch").whenDone(1).create();

    context.getRouteController().startRoute("fetch");
    assertThat(done.matches(60, TimeUnit.SECONDS)).isTrue();
    context.getRouteController().stopRoute("fetch");

    assertThat(us3.keys("photos")).isEmpty();
    assertThat(inbox.resolve("a.txt")).hasContent("hello");
  }

  @Test
  void competes() throws Exception {
    store("jobs/a", "x");

    run("compete", 1);

    assertThat(us3.keys("photos")).isEmpty();
  }

  @Test
  void readsSettings() throws Exception {
    store("settings.json", "{}");
    getMockEndpoint("mock:handled").expectedBodiesReceived("{}");
    context.getRouteController().startRoute("handle");
    context.getRouteController().startRoute("settings");

    template.requestBody("direct:settings", null, String.class);

    getMockEndpoint("mock:handled").assertIsSatisfied();
    assertThat(us3.keys("photos")).containsExactly("settings.json");
  }

  @Test
  void follows() throws Exception {
    store("log/2026-01-01", "x");
    store("log/2026-01-02", "y");

    run("follow", 2);

    assertThat(getMockEndpoint("mock:handled").getExchanges())
        .extracting(exchange -> exchange.getMessage().getHeader(Us3Constants.KEY))
        .containsExactly("log/2026-01-01", "log/2026-01-02");
  }

  private static JavaBlock block(String name) throws IOException {
    return MarkdownFile.read("docs/polling.md").blocks("java").stream()
        .map(JavaBlock::new)
        .filter(block -> block.source().contains("class " + name + ' '))
        .findFirst()
        .orElseThrow();
  }

  /** Runs a route in a context of its own until it has taken some objects. */
  private void run(JavaBlock route, int objects) throws Exception {
    try (DefaultCamelContext camel = new DefaultCamelContext()) {
      connect(camel);
      camel.addRoutes(route.route(Files.createTempDirectory(inbox, "classes")));
      NotifyBuilder done = new NotifyBuilder(camel).whenCompleted(objects).create();
      camel.start();

      assertThat(done.matches(60, TimeUnit.SECONDS)).isTrue();
    }
  }

  private void connect(CamelContext camel) {
    Us3Configuration options = camel.getComponent("us3", Us3Component.class).getConfiguration();
    options.setEndpoint(us3.endpoint());
    options.setPublicKey("public");
    options.setPrivateKey("private");
  }

  private void run(String route, int messages) throws Exception {
    MockEndpoint handled = getMockEndpoint("mock:handled");
    handled.expectedMessageCount(messages);
    context.getRouteController().startRoute("handle");
    context.getRouteController().startRoute(route);
    handled.assertIsSatisfied();
    context.getRouteController().stopRoute(route);
  }

  private void store(String key, String text) {
    us3.putObject("photos", key, text.getBytes(UTF_8), "text/plain");
  }

  private static String squeeze(String text) {
    return text.replaceAll("\\s+", "");
  }
}
