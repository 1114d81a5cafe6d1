package io.github.camelus3.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelus3.client.Us3CallbackRejectedException;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages and replies of a webhook without a secret. */
class WebhookCallbackTest extends WebhookTestSupport {
  private MockEndpoint taken;
  private volatile Object reply;

  @BeforeEach
  void findMock() {
    taken = getMockEndpoint("mock:taken");
  }

  @Override
  protected RoutesBuilder createRouteBuilder() {
    return new RouteBuilder() {
      @Override
      public void configure() {
        from("webhook:us3:photos?webhookPath=/cb&maxCallbackBytes=1000")
            .routeId("taking")
            .to("mock:taken")
            .process(WebhookCallbackTest.this::reply);
        from("webhook:us3:photos?webhookPath=/text&callbackAsText=true").to("mock:taken");
        from("webhook:us3:photos?webhookPath=/caught")
            .doTry()
            .throwException(new IllegalStateException("inner secret"))
            .doCatch(IllegalStateException.class)
            .setBody(constant(Map.of("caught", true)))
            .end();
      }
    };
  }

  private void reply(Exchange exchange) throws Exception {
    if (reply instanceof Exception failure) {
      throw failure;
    }
    if (reply instanceof Integer status) {
      exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, status);
      exchange.getMessage().setBody(Map.of("status", status));
    } else {
      exchange.getMessage().setBody(reply);
    }
    exchange.getMessage().setHeader("X-Internal", "not for the uploader");
  }

  private Message received() {
    return taken.getExchanges().get(0).getMessage();
  }

  @Test
  void fieldsOfAJsonBodyBecomeTheBodyAndTheHeaders() throws Exception {
    HttpResponse<String> response =
        post(
            "/cb?tenant=7",
            "{\"key\":\"a/b.png\",\"bucket\":\"photos\",\"etag\":\"\\\"tag\\\"\",\"size\":42,"
                + "\"mimeType\":\"image/png\",\"more\":[1]}");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(received().getBody(Map.class))
        .containsEntry("key", "a/b.png")
        .containsEntry("size", 42)
        .containsEntry("more", List.of(1));
    assertThat(received().getHeaders())
        .containsEntry(Us3Constants.KEY, "a/b.png")
        .containsEntry(Us3Constants.BUCKET_NAME, "photos")
        .containsEntry(Us3Constants.ETAG, "tag")
        .containsEntry(Us3Constants.CONTENT_LENGTH, 42L)
        .containsEntry(Us3Constants.MIME_TYPE, "image/png")
        .containsEntry(Us3Constants.CALLBACK_VERIFIED, false)
        .doesNotContainKey("tenant");
  }

  @Test
  void fieldsOfAQueryBecomeTheBody() throws Exception {
    post("/cb?key=%E7%9B%AE+1.png&fsize=7&x=1&x=2", "");

    assertThat(received().getBody())
        .isEqualTo(Map.of("key", "目 1.png", "fsize", "7", "x", List.of("1", "2")));
    assertThat(received().getHeaders())
        .containsEntry(Us3Constants.KEY, "目 1.png")
        .containsEntry(Us3Constants.CONTENT_LENGTH, 7L)
        .doesNotContainKeys("fsize", "x");
  }

  /** The emulator sends values unencoded in other types than JSON. */
  @Test
  void fieldsOfAFormMayBeUnencoded() throws Exception {
    HttpResponse<String> response =
        post(
            "/cb",
            "key=a\"b&c&share=100%",
            Map.of("Content-Type", "application/x-www-form-urlencoded"));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(received().getBody()).isEqualTo(Map.of("key", "a\"b", "c", "", "share", "100%"));
  }

  @Test
  void fieldsOfAFormBecomeTheBody() throws Exception {
    post("/cb", "key=a+b&n=1", Map.of("Content-Type", "application/x-www-form-urlencoded"));

    assertThat(received().getBody()).isEqualTo(Map.of("key", "a b", "n", "1"));
  }

  @Test
  void jsonThatIsNotAnObjectStaysText() throws Exception {
    post("/cb", "[\"key\", 1]");

    assertThat(received().getBody()).isEqualTo("[\"key\", 1]");
    assertThat(received().getHeaders()).doesNotContainKey(Us3Constants.KEY);
  }

  @Test
  void callbackAsTextMakesTheBodyText() throws Exception {
    post("/text", "{ \"key\": \"k\" }");
    post("/text?key=k", "");

    assertThat(taken.getExchanges())
        .extracting(exchange -> exchange.getMessage().getBody())
        .containsExactly("{ \"key\": \"k\" }", "{\"key\":\"k\"}");
    assertThat(received().getHeader(Us3Constants.KEY)).isEqualTo("k");
  }

  @Test
  void headersWithAMeaningInCamelAreDropped() throws Exception {
    post(
        "/cb?CamelUs3ETag=smuggled&camelfilename=smuggled",
        "{\"key\":\"k\"}",
        Map.of(
            "CamelUs3Key", "smuggled",
            "CAMELUS3CallbackVerified", "true",
            "camelHttpUri", "http://smuggled",
            "camel-file-name", "smuggled",
            "X-Mine", "stays"));

    assertThat(received().getHeaders().keySet().stream().filter(WebhookCallbackTest::isCamel))
        .containsExactlyInAnyOrder(Us3Constants.KEY, Us3Constants.CALLBACK_VERIFIED);
    assertThat(received().getHeaders())
        .containsEntry(Us3Constants.KEY, "k")
        .containsEntry(Us3Constants.CALLBACK_VERIFIED, false)
        .containsEntry("X-Mine", "stays")
        .doesNotContainValue("smuggled");
  }

  private static boolean isCamel(String name) {
    return name.toLowerCase(Locale.ROOT).startsWith("camel");
  }

  @ParameterizedTest
  @ValueSource(strings = {"${header.X-Mine}", "../../etc/passwd", "$simple{body}", "{{user.home}}"})
  void aKeyIsNeverEvaluated(String key) throws Exception {
    post(
        "/cb", new ObjectMapper().writeValueAsString(Map.of("key", key)), Map.of("X-Mine", "seen"));

    assertThat(received().getHeader(Us3Constants.KEY)).isEqualTo(key);
    assertThat(received().getBody(Map.class)).containsEntry("key", key);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "PUT", "DELETE", "PATCH"})
  void otherMethodsAreRefusedWithJson(String method) throws Exception {
    HttpResponse<String> response = send(method, "/cb?key=k", BodyPublishers.noBody());

    assertRefused(response, 405);
    assertThat(response.headers().allValues("Allow")).containsExactly("POST");
  }

  @Test
  void headIsRefused() throws Exception {
    assertThat(send("HEAD", "/cb", BodyPublishers.noBody()).statusCode()).isEqualTo(405);
    assertThat(taken.getReceivedCounter()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "not json", "{\"a\":1}}", "\u0000", " ", "{\"a\":1,\"a\":2}"})
  void aBodyThatIsNotJsonIsRefusedWithJson(String body) throws Exception {
    assertRefused(post("/cb", body), 400);
  }

  @Test
  void aMultipartBodyIsRefusedWithJson() throws Exception {
    assertRefused(
        post(
            "/cb",
            "--b\r\nContent-Disposition: form-data; name=\"key\"; filename=\"f\"\r\n\r\nx\r\n--b--",
            Map.of("Content-Type", "multipart/form-data; boundary=b")),
        400);
  }

  @Test
  void aBodyOfMaxCallbackBytesIsAccepted() throws Exception {
    String body = "{\"pad\":\"" + "x".repeat(990) + "\"}";

    assertThat(body).hasSize(1000);
    assertThat(post("/cb", body).statusCode()).isEqualTo(200);
  }

  @Test
  void aBodyOneByteLongerIsRefusedWithAndWithoutContentLength() throws Exception {
    String body = "{\"pad\":\"" + "x".repeat(991) + "\"}";

    assertRefused(post("/cb", body), 413);
    assertRefused(
        send(
            "POST",
            "/cb",
            BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body.getBytes()))),
        413);
  }

  private void assertRefused(HttpResponse<String> response, int status) throws Exception {
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
    assertThat(json(response).path("error").asText()).isNotBlank();
    assertThat(taken.getReceivedCounter()).isZero();
  }

  /** A reply object of a route. */
  public record Reply(boolean accepted, String note) {}

  @Test
  void objectsAndJsonTextBecomeTheReply() throws Exception {
    assertReply(Map.of("a", 1), "{\"a\":1}");
    assertReply(new Reply(true, "é"), "{\"accepted\":true,\"note\":\"é\"}");
    assertReply(new ObjectMapper().readTree("{\"n\":null}"), "{\"n\":null}");
    assertReply(List.of(1, "b"), "[1,\"b\"]");
    assertReply(" {\"t\" : \"é\"} ", " {\"t\" : \"é\"} ");
    assertReply("[1]".getBytes(), "[1]");
    assertReply(new ByteArrayInputStream("{\"s\":1}".getBytes()), "{\"s\":1}");
    assertReply("true", "true");
    assertReply(null, "{}");
    assertReply(" ", "{}");
  }

  private void assertReply(Object body, String expected) throws Exception {
    reply = body;
    HttpResponse<String> response = post("/cb", "{}");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
    assertThat(response.body()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"thanks", "{'a':1}", "{} {}", "{\"a\":NaN}", "<ok/>"})
  void textThatIsNotStrictJsonIsAnError(String text) throws Exception {
    reply = text;

    HttpResponse<String> response = post("/cb", "{}");

    assertThat(response.statusCode()).isEqualTo(500);
    assertThat(json(response).path("error").asText()).isEqualTo("the reply is not strict JSON");
  }

  @Test
  void anObjectWithoutAJsonFormIsAnError() throws Exception {
    reply = new Object();

    HttpResponse<String> response = post("/cb", "{}");

    assertThat(response.statusCode()).isEqualTo(500);
    assertThat(json(response).path("error").asText()).isEqualTo("the reply is not strict JSON");
  }

  @Test
  void aFailingRouteRepliesWithoutDetails() throws Exception {
    reply = new IllegalStateException("inner secret");

    HttpResponse<String> response = post("/cb", "{}");

    assertThat(response.statusCode()).isEqualTo(500);
    assertThat(json(response).path("error").asText())
        .isEqualTo("the callback could not be processed");
    assertThat(json(response).path("exchangeId").asText()).isNotBlank();
    assertThat(response.body()).doesNotContain("secret").doesNotContain("Exception");
  }

  @Test
  void aRouteThatHandlesItsFailureReplies() throws Exception {
    HttpResponse<String> response = post("/caught", "{}");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo("{\"caught\":true}");
  }

  @ParameterizedTest
  @ValueSource(ints = {201, 400, 403, 409, 503})
  void theRouteCanSetTheStatus(int status) throws Exception {
    reply = status;

    HttpResponse<String> response = post("/cb", "{}");

    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.body()).isEqualTo("{\"status\":" + status + "}");
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 204, 304, 700})
  void aStatusWithoutABodyIsNotSent(int status) throws Exception {
    reply = status;

    assertThat(post("/cb", "{}").statusCode()).isEqualTo(200);
  }

  @Test
  void noHeaderOfTheRouteIsSent() throws Exception {
    reply = Map.of();

    HttpResponse<String> response = post("/cb", "{\"key\":\"k\"}", Map.of("X-Mine", "in-bound"));

    assertThat(response.headers().map().keySet())
        .allSatisfy(
            name ->
                assertThat(name.toLowerCase(Locale.ROOT))
                    .isIn("content-type", "content-length", "connection", "date"));
  }

  @Test
  void aRejectedUploaderSeesTheReply() throws Exception {
    reply = 403;

    assertThat(failure("us3:photos?callbackUrl=http://127.0.0.1:" + port + "/cb", "x", key("k")))
        .isInstanceOf(Us3CallbackRejectedException.class)
        .hasMessageContaining("403");
  }

  @ParameterizedTest
  @CsvSource({"direct:upload, us3:elsewhere", "us3:elsewhere, mock:polled"})
  void aRouteThatUploadsOrPollsStillNeedsAService(String from, String to) {
    Us3Configuration options = context.getComponent("us3", Us3Component.class).getConfiguration();
    options.setEndpoint(null);
    RouteBuilder route =
        new RouteBuilder() {
          @Override
          public void configure() {
            from(from).to(to);
          }
        };

    assertThatThrownBy(() -> context.addRoutes(route))
        .hasRootCauseInstanceOf(IllegalArgumentException.class)
        .rootCause()
        .hasMessageContaining("region");
  }

  @Test
  void aPollingConsumerStillNeedsAService() {
    Us3Configuration options = context.getComponent("us3", Us3Component.class).getConfiguration();
    options.setEndpoint(null);

    assertThatThrownBy(() -> context.getEndpoint("us3:elsewhere").createPollingConsumer())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("region");
  }

  @Test
  void aWebhookNeedsNoServiceAndNoKeys() throws Exception {
    Us3Configuration options = context.getComponent("us3", Us3Component.class).getConfiguration();
    options.setEndpoint(null);
    options.setPublicKey(null);
    options.setPrivateKey(null);
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("webhook:us3:elsewhere?webhookPath=/bare").to("mock:taken");
          }
        });

    assertThat(post("/bare", "{\"key\":\"k\"}").statusCode()).isEqualTo(200);
    assertThat(received().getHeader(Us3Constants.KEY)).isEqualTo("k");
    assertThatThrownBy(() -> context.getEndpoint("us3:elsewhere").createProducer())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("region");
  }
}
