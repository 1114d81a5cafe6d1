package io.github.camelus3.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelus3.callback.PutPolicy;
import io.github.camelus3.client.Us3ServiceException;
import io.github.camelus3.component.CallbackService;
import io.github.camelus3.component.Us3Constants;
import io.github.camelus3.component.Us3TestSupport;
import io.github.camelus3.emulator.Fault;
import io.github.camelus3.emulator.Us3Api;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The recipes of docs/errors.md do what they say. */
class ErrorRecipesTest extends Us3TestSupport {
  @TempDir static Path folder;

  @Override
  protected CamelContext createCamelContext() throws Exception {
    CamelContext camel = super.createCamelContext(); // without retries of the client
    camel
        .getRegistry()
        .bind("notify", PutPolicy.builder().callbackUrl("http://127.0.0.1:1/down").build());
    addMocks(camel, "announce-later", "not-stored", "rejected", "bad-request");
    return camel;
  }

  static Stream<RecipeSource> callbackOrUpload() {
    return Stream.of(camel -> java(camel, 0), camel -> yaml(camel, 0));
  }

  @ParameterizedTest
  @MethodSource("callbackOrUpload")
  void aFailedCallbackIsToldFromAFailedUpload(RecipeSource recipe) throws Exception {
    recipe.addTo(context);
    getMockEndpoint("mock:announce-later").expectedMessageCount(1);
    getMockEndpoint("mock:not-stored").expectedMessageCount(1);

    template.sendBodyAndHeader("direct:upload", "x", Us3Constants.KEY, "stored");
    us3.inject(Fault.answer(403, -1, "action not allow").on(Us3Api.PUT_FILE));
    template.sendBodyAndHeader("direct:upload", "x", Us3Constants.KEY, "refused");

    MockEndpoint.assertIsSatisfied(context);
    assertThat(us3.keys("photos")).containsExactly("stored");
  }

  static Stream<RecipeSource> onlyRetryable() {
    return Stream.of(camel -> java(camel, 1), camel -> yaml(camel, 1));
  }

  @ParameterizedTest
  @MethodSource("onlyRetryable")
  void onlyWhatMaySucceedIsTriedAgain(RecipeSource recipe) throws Exception {
    recipe.addTo(context);
    us3.inject(Fault.answer(503, -1, "slow down").on(Us3Api.PUT_FILE).key("busy"));
    us3.inject(Fault.answer(418, -1, "teapot").on(Us3Api.PUT_FILE).key("never"));

    template.sendBodyAndHeader("direct:patient", "x", Us3Constants.KEY, "busy");
    var refused =
        template.send(
            "direct:patient",
            exchange -> {
              exchange.getMessage().setHeader(Us3Constants.KEY, "never");
              exchange.getMessage().setBody("x");
            });

    assertThat(refused.getException()).isNotNull();
    assertThat(us3.keys("photos")).containsExactly("busy");
    assertThat(us3.requests()).filteredOn(r -> r.key().equals("busy")).hasSize(2);
  }

  @Test
  void whatTheCallbackServiceSaidIsAtHand() throws Exception {
    java(context, 2);
    try (CallbackService service = new CallbackService()) {
      service.replies(409, "application/json", "{\"error\":\"known\"}");
      PutPolicy policy = PutPolicy.builder().callbackUrl(service.url()).build();
      getMockEndpoint("mock:rejected").expectedBodiesReceived("{\"error\":\"known\"}");

      template.sendBodyAndHeaders(
          "direct:ask", "x", Map.of(Us3Constants.KEY, "k", Us3Constants.POLICY, policy));

      MockEndpoint.assertIsSatisfied(context);
    }
  }

  @Test
  void aRetCodeWithoutAnExceptionOfItsOwnIsCaught() throws Exception {
    java(context, 3);
    us3.inject(
        Fault.answer(400, -148660, "content length:2 larger than block size:1")
            .on(Us3Api.UPLOAD_PART)
            .key("part"));
    us3.inject(Fault.answer(418, -7, "teapot").on(Us3Api.PUT_FILE).key("other"));
    getMockEndpoint("mock:bad-request").expectedMessageCount(1);

    template.sendBodyAndHeaders(
        "direct:picky", "x", Map.of(Us3Constants.KEY, "part", Us3Constants.MODE, "mput"));
    assertThatThrownBy(
            () -> template.sendBodyAndHeader("direct:picky", "x", Us3Constants.KEY, "other"))
        .hasRootCauseInstanceOf(Us3ServiceException.class);

    MockEndpoint.assertIsSatisfied(context);
  }

  /** Adds a recipe's routes to a context. */
  interface RecipeSource {
    void addTo(CamelContext camel) throws Exception;
  }

  private static void java(CamelContext camel, int number) throws Exception {
    String text = MarkdownFile.read("docs/errors.md").blocks("java").get(number);
    camel.addRoutes(new JavaBlock(text).route(folder));
  }

  private static void yaml(CamelContext camel, int number) throws Exception {
    String text = MarkdownFile.read("docs/errors.md").blocks("yaml").get(number);
    Resource resource = ResourceHelper.fromString("recipe.yaml", text);
    PluginHelper.getRoutesLoader(camel).loadRoutes(resource);
  }
}
