package io.github.camelus3.component;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelus3.Await;
import io.github.camelus3.emulator.Fault;
import io.github.camelus3.emulator.Us3Api;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.console.DevConsole;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DevConsoleTest extends WebhookTestSupport {
  private static final String SECRET_OPTION = "&callbackSecret=RAW(" + SECRET + ")";

  private DevConsole console;

  @Override
  protected RoutesBuilder createRouteBuilder() {
    return new RouteBuilder() {
      @Override
      public void configure() {
        from("webhook:us3:photos?webhookPath=/cb" + SECRET_OPTION).setBody(constant("{}"));
        from("us3:archive?prefix=in/&initialDelay=0&delay=600000")
            .routeId("inbox")
            .autoStartup(false)
            .to("mock:in");
      }
    };
  }

  @BeforeEach
  void findConsole() {
    console = PluginHelper.getDevConsoleResolver(context).resolveDevConsole("us3");
  }

  private JsonNode json() {
    return new ObjectMapper().valueToTree(console.call(DevConsole.MediaType.JSON, Map.of()));
  }

  private String text() {
    return (String) console.call(DevConsole.MediaType.TEXT, Map.of());
  }

  /** Starts an upload of three parts, and returns when its first part is at the service. */
  private CompletableFuture<?> heldUpload(String key) {
    us3.holdPartsUntil(2);
    CompletableFuture<?> upload =
        template.asyncRequestBodyAndHeaders(
            "us3:photos?mode=mput&maxConcurrentUploads=1",
            new byte[3 * PART],
            Map.of(Us3Constants.KEY, key));
    Await.until(() -> us3.maxPartsInFlight() > 0);
    return upload;
  }

  @Test
  void anUploadThatRunsAndOneThatWaitsAreShown() throws Exception {
    CompletableFuture<?> first = heldUpload("a\nb.bin");
    CompletableFuture<?> second =
        template.asyncRequestBodyAndHeaders(
            "us3:photos?mode=mput&maxConcurrentUploads=1",
            new byte[PART],
            Map.of(Us3Constants.KEY, "second.bin"));
    Await.until(
        () ->
            !json().get("waiting").isEmpty()
                && json().get("clients").get(0).get("waiting").intValue() == 1);

    JsonNode running = json().get("running").get(0);
    assertThat(running.get("operation").textValue()).isEqualTo("upload");
    assertThat(running.get("bucket").textValue()).isEqualTo("photos");
    assertThat(running.get("key").textValue()).isEqualTo("a\nb.bin");
    assertThat(running.get("mode").textValue()).isEqualTo("mput");
    assertThat(running.get("uploadId").textValue())
        .isEqualTo(us3.openUploads(BUCKET).get(0).uploadId());
    assertThat(running.get("totalBytes").intValue()).isEqualTo(3 * PART);
    assertThat(running.get("sentParts").intValue()).isZero();
    assertThat(running.get("totalParts").intValue()).isEqualTo(3);
    JsonNode client = json().get("clients").get(0);
    assertThat(client.get("running").intValue()).isEqualTo(1);
    assertThat(client.get("waiting").intValue()).isEqualTo(1);
    assertThat(text())
        .contains("Running: 1\n")
        .contains("    upload photos/a?b.bin mode=mput sent=0.0 KiB of 192.0 KiB parts=0 of 3")
        .contains("Waiting: 1\n    upload photos retries=0 age=");

    us3.holdPartsUntil(0);
    first.get(60, TimeUnit.SECONDS);
    second.get(60, TimeUnit.SECONDS);
    assertThat(json().get("running")).isEmpty();
    assertThat(json().get("waiting")).isEmpty();
    assertThat(json().get("totals").get(0).get("succeeded").intValue()).isEqualTo(2);
    assertThat(json().get("totals").get(0).get("sentParts").intValue()).isEqualTo(4);
  }

  @Test
  void failuresAreShownNewestFirstWithTheirSessionIds() {
    us3.inject(Fault.answer(500, -1, "broken").on(Us3Api.PUT_FILE).times(2));
    send("us3:photos", new byte[1], Map.of(Us3Constants.KEY, "old"));
    Exchange failed = send("us3:photos", new byte[1], Map.of(Us3Constants.KEY, "new"));
    String session = failed.getMessage().getHeader(Us3Constants.SESSION_ID, String.class);

    JsonNode last = json().get("failures").get(0);
    assertThat(last.get("key").textValue()).isEqualTo("new");
    assertThat(last.get("httpStatus").intValue()).isEqualTo(500);
    assertThat(last.get("retCode").intValue()).isEqualTo(-1);
    assertThat(last.get("sessionId").textValue()).isEqualTo(session);
    assertThat(json().get("failures").get(1).get("key").textValue()).isEqualTo("old");
    assertThat(text()).contains("status=500 retCode=-1 sessionId=" + session);
  }

  @Test
  void pollersAndWebhooksAreShown() throws Exception {
    us3.putObject(OTHER_BUCKET, "in/a", new byte[1], "text/plain");
    getMockEndpoint("mock:in").expectedMessageCount(1);
    context.getRouteController().startRoute("inbox");
    getMockEndpoint("mock:in").assertIsSatisfied();
    send(
        "us3:photos?callbackUrl=webhook" + SECRET_OPTION,
        new byte[1],
        Map.of(Us3Constants.KEY, "k"));
    post("/cb", "{}");

    JsonNode poller = json().get("pollers").get(0);
    assertThat(poller.get("routeId").textValue()).isEqualTo("inbox");
    assertThat(poller.get("prefix").textValue()).isEqualTo("in/");
    assertThat(poller.get("position").textValue()).isEqualTo("in/a");
    assertThat(poller.get("delivered").intValue()).isEqualTo(1);
    JsonNode webhook = json().get("webhooks").get(0);
    assertThat(webhook.get("urls").get(0).textValue())
        .isEqualTo("http://127.0.0.1:" + port + "/cb");
    assertThat(webhook.get("accepted").intValue()).isEqualTo(1);
    assertThat(webhook.get("refused").intValue()).isEqualTo(1);
    assertThat(text()).contains("accepted=1 refused=1 failed=0");
  }

  @Test
  void noSecretIsShown() {
    send(
        "us3:photos?publicKey=public-key&privateKey=private-key&callbackUrl=webhook"
            + SECRET_OPTION,
        new byte[1],
        Map.of(Us3Constants.KEY, "k"));
    send("us3:photos?privateKey=wrong-key", new byte[1], Map.of(Us3Constants.KEY, "k"));

    assertThat(json().toString() + text())
        .contains("Us3InvalidSignatureException")
        .doesNotContain("public-key", "private-key", "wrong-key", SECRET, "callbackUrl");
  }

  @Test
  void aConsoleAskedWhileTheContextStopsDisturbsNoUpload() throws Exception {
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("direct:upload").to("us3:photos?mode=mput&maxConcurrentUploads=1");
          }
        });
    us3.holdPartsUntil(2); // with one job, none ends before
    List<CompletableFuture<Object>> uploads =
        List.of(uploadByRoute("first.bin"), uploadByRoute("second.bin"));
    Await.until(() -> us3.maxPartsInFlight() > 0 && !json().get("waiting").isEmpty());

    CompletableFuture<Void> stop = CompletableFuture.runAsync(context::stop);
    Await.until(context::isStopping);
    assertThat(text()).contains("Running: 1\n").contains("Waiting: 1\n");
    assertThat(json().get("running").get(0).get("sentParts").intValue()).isZero();
    assertThat(context.isStopping()).isTrue();
    us3.holdPartsUntil(0);
    while (!stop.isDone()) { // also while the component itself stops
      assertThat(json().get("failures")).isEmpty();
      assertThat(text()).startsWith("Totals: ");
    }

    stop.get(60, TimeUnit.SECONDS);
    for (CompletableFuture<Object> upload : uploads) {
      upload.get(60, TimeUnit.SECONDS); // throws if it has failed
    }
    assertThat(us3.keys(BUCKET)).containsExactlyInAnyOrder("first.bin", "second.bin");
    assertThat(json().get("running")).isEmpty();
    assertThat(json().get("clients")).isEmpty();
    assertThat(text()).startsWith("Totals: 0\n").contains("Running: 0\n");
  }

  private CompletableFuture<Object> uploadByRoute(String key) {
    return template.asyncRequestBodyAndHeaders(
        "direct:upload", new byte[3 * PART], Map.of(Us3Constants.KEY, key));
  }

  @Test
  void aStoppedContextAndOneWithoutComponentShowNothing() throws Exception {
    context.stop();
    assertThat(json().get("clients")).isEmpty();
    assertThat(text()).contains("Running: 0\n").contains("Pollers: 0\n");

    try (DefaultCamelContext empty = new DefaultCamelContext()) {
      Us3DevConsole other = new Us3DevConsole();
      other.setCamelContext(empty);
      assertThat(other.call(DevConsole.MediaType.TEXT, Map.of()).toString())
          .startsWith("Totals: 0\n");
    }
  }
}
