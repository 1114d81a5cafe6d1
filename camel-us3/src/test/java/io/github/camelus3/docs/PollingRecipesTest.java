package io.github.camelus3.docs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelus3.component.Us3Component;
import io.github.camelus3.component.Us3Configuration;
import io.github.camelus3.component.Us3Constants;
import io.github.camelus3.component.consumer.Us3ResumeAdapter;
import io.github.camelus3.emulator.Us3Emulator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.NotifyBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
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
    Us3Configuration options = camel.getComponent("us3", Us3Component.class).getConfiguration();
    options.setEndpoint(us3.endpoint());
    options.setPublicKey("public");
    options.setPrivateKey("private");
    camel.getPropertiesComponent().addInitialProperty("inbox", inbox.toString());
    camel.getRegistry().bind("seen", MemoryIdempotentRepository.memoryIdempotentRepository());
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
        .hasSize(7)
        .allSatisfy(java -> assertThat(squeeze(tested)).contains(squeeze(java)));
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

    run("sort", 2);

    assertThat(us3.keys("photos"))
        .containsExactly("done/" + YearMonth.now() + "/good", "failed/bad");
  }

  @Test
  void looksOnce() throws Exception {
    store("shared/a", "x");

    run("look", 1);

    assertThat(us3.keys("photos")).containsExactly("shared/a");
  }

  @Test
  void fetchesFilesWithoutTheirFolders() throws Exception {
    store("in/..\\..\\a.txt", "hello");
    NotifyBuilder done = new NotifyBuilder(context).fromRoute("fetch").whenDone(1).create();

    context.getRouteController().startRoute("fetch");
    assertThat(done.matches(20, TimeUnit.SECONDS)).isTrue();
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
