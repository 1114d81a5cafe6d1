package io.github.camelus3.component;

import static io.github.camelus3.client.TestBytes.pattern;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelus3.callback.CallbackTokens;
import io.github.camelus3.callback.PutPolicy;
import io.github.camelus3.client.Us3CallbackRejectedException;
import io.github.camelus3.client.Us3InvalidPutPolicyException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Uploads whose callbacks have a token, and webhooks that require one. */
class WebhookTokenTest extends WebhookTestSupport {
  private static final String SECRET_OPTION = "&callbackSecret=RAW(" + SECRET + ")";
  private static final String TO_WEBHOOK = "us3:photos?callbackUrl=webhook" + SECRET_OPTION;

  private MockEndpoint taken;
  private volatile Exception failure;

  @BeforeEach
  void findMock() {
    taken = getMockEndpoint("mock:taken");
  }

  @Override
  protected CamelContext createCamelContext() throws Exception {
    CamelContext camel = super.createCamelContext();
    camel.getRegistry().bind("memory", MemoryIdempotentRepository.memoryIdempotentRepository());
    return camel;
  }

  @Override
  protected RoutesBuilder createRouteBuilder() {
    return new RouteBuilder() {
      @Override
      public void configure() {
        from("direct:upload").to(TO_WEBHOOK); // before the webhook is added
        from("webhook:us3:photos?webhookPath=/cb" + SECRET_OPTION)
            .to("mock:taken")
            .process(WebhookTokenTest.this::reply);
        from("webhook:us3:archive?webhookPath=/archive&callbackRepository=#memory" + SECRET_OPTION)
            .to("mock:taken")
            .process(WebhookTokenTest.this::reply);
      }
    };
  }

  private void reply(Exchange exchange) throws Exception {
    if (failure != null) {
      throw failure;
    }
    Message message = exchange.getMessage();
    Map<String, Object> reply = new LinkedHashMap<>();
    reply.put("key", message.getHeader(Us3Constants.KEY));
    reply.put("bucket", message.getHeader(Us3Constants.BUCKET_NAME));
    reply.put("verified", message.getHeader(Us3Constants.CALLBACK_VERIFIED));
    message.setBody(reply);
  }

  private String url() {
    return "http://127.0.0.1:" + port + "/cb";
  }

  private static String verified(String bucket, String key) {
    return "{\"key\":\"" + key + "\",\"bucket\":\"" + bucket + "\",\"verified\":true}";
  }

  private Message received() {
    return taken.getExchanges().get(0).getMessage();
  }

  @ParameterizedTest
  @ValueSource(strings = {"put", "mput", "asyncMput", "asyncUpload"})
  void anUploadCallsTheWebhookAndReturnsItsReply(String mode) throws Exception {
    byte[] bytes = pattern(3 * PART + 1);

    Exchange done =
        upload(
            "direct:upload",
            bytes,
            Map.of(
                Us3Constants.KEY, "pets/cat.jpg",
                Us3Constants.MODE, mode,
                Us3Constants.MIME_TYPE, "image/jpeg"));

    assertThat(done.getMessage().getBody()).isEqualTo(verified("photos", "pets/cat.jpg"));
    assertThat(received().getBody())
        .isEqualTo(
            Map.of(
                "bucket", "photos",
                "key", "pets/cat.jpg",
                "mimeType", "image/jpeg",
                "size", bytes.length));
    assertThat(received().getHeaders())
        .containsEntry(Us3Constants.CONTENT_LENGTH, (long) bytes.length)
        .containsEntry(Us3Constants.MIME_TYPE, "image/jpeg")
        .containsEntry(Us3Constants.CALLBACK_VERIFIED, true);
    assertThat(received().getHeaders().toString() + received().getBody())
        .doesNotContainIgnoringCase("token");
  }

  @Test
  void variablesBecomeFieldsOfTheDefaultCallback() throws Exception {
    upload(
        TO_WEBHOOK + "&callbackVar.order=${header.order}",
        "x",
        Map.of(Us3Constants.KEY, "k", "order", "7$(x:no)\""));

    assertThat(received().getBody(Map.class)).containsEntry("order", "7$(x:no)\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b+c%&=?.txt", "目录/文件", "../${header.x}", "a\"\\b", "$(x:y)"})
  void anyKeyArrivesUnchanged(String key) throws Exception {
    upload(TO_WEBHOOK, "x", key(key));
    upload(
        "us3:photos?callbackUrl=webhook&callbackBody=RAW{key=$(x:k)&n=1}&callbackVar.k=${header.CamelUs3Key}"
            + SECRET_OPTION,
        "x",
        key(key));

    assertThat(taken.getExchanges())
        .hasSize(2)
        .allSatisfy(
            exchange ->
                assertThat(exchange.getMessage().getHeader(Us3Constants.KEY)).isEqualTo(key));
  }

  @Test
  void anOverriddenBucketCallsItsOwnWebhook() throws Exception {
    Exchange done =
        upload(
            TO_WEBHOOK,
            "x",
            Map.of(Us3Constants.KEY, "k", Us3Constants.OVERRIDE_BUCKET_NAME, "archive"));

    assertThat(done.getMessage().getBody()).isEqualTo(verified("archive", "k"));
  }

  @Test
  void finishOfExistingPartsHasAToken() throws Exception {
    Exchange initiated = run("initiateMultipartUpload", key("k"));
    Object uploadId = initiated.getMessage().getHeader(Us3Constants.UPLOAD_ID);
    run(
        "uploadPart",
        "part",
        Map.of(
            Us3Constants.KEY, "k", Us3Constants.UPLOAD_ID, uploadId, Us3Constants.PART_NUMBER, 0));

    Exchange done =
        upload(
            TO_WEBHOOK + "&mode=finish",
            null,
            Map.of(Us3Constants.KEY, "k", Us3Constants.UPLOAD_ID, uploadId));

    assertThat(done.getMessage().getBody()).isEqualTo(verified("photos", "k"));
  }

  @Test
  void aPolicyOfAnyTypeGetsAToken() throws Exception {
    PutPolicy policy =
        PutPolicy.builder()
            .callbackUrl(url() + "?a=1")
            .callbackBodyType("application/json")
            .callbackBody("{\"n\":\"$(x:n)\"}")
            .callbackVar("x:n", "Alice")
            .build();
    ObjectMapper json = new ObjectMapper();
    Map<?, ?> map = json.readValue(policy.toJson(), Map.class);
    context.getRegistry().bind("bean", policy);
    List<Exchange> done = new ArrayList<>();

    for (Object form : List.of(policy, map, json.valueToTree(map), policy.toJson())) {
      done.add(
          upload(
              "us3:photos?callbackSecret=RAW(" + SECRET + ")",
              "x",
              Map.of(Us3Constants.KEY, "k", Us3Constants.POLICY, form)));
    }
    done.add(upload("us3:photos?policy=#bean" + SECRET_OPTION, "x", key("k")));
    done.add(
        upload("us3:photos?policy=RAW(" + policy.toJson() + ")" + SECRET_OPTION, "x", key("k")));
    done.add(
        upload(
            "us3:photos?callbackUrl=" + url() + "&callbackBody=n=Alice" + SECRET_OPTION,
            "x",
            key("k")));

    assertThat(done)
        .hasSize(7)
        .extracting(exchange -> exchange.getMessage().getBody())
        .containsOnly(verified("photos", "k"));
    assertThat(taken.getExchanges())
        .extracting(exchange -> exchange.getMessage().getBody())
        .containsOnly(Map.of("n", "Alice"));
  }

  @Test
  void jsonTextChangesOnlyInTheMemberWithTheToken() throws Exception {
    String text = "{ \"callbackBody\" : \"a=\\u4e2d&b=%20\" ,  \"callbackUrl\":\"" + url() + "\" }";

    upload(
        "us3:photos?callbackSecret=RAW(" + SECRET + ")",
        "x",
        Map.of(Us3Constants.KEY, "k", Us3Constants.POLICY, text));

    String sent = us3.requests().get(0).header("Authorization").orElseThrow().split(":")[2];
    assertThat(new String(Base64.getUrlDecoder().decode(sent), UTF_8))
        .matches("\\{ \"callbackBody\" : \"a=中&b=%20&us3Token=[\\w.-]+\" ,  .*")
        .endsWith(" ,  \"callbackUrl\":\"" + url() + "\" }");
    assertThat(received().getBody()).isEqualTo(Map.of("a", "中", "b", " "));
  }

  @Test
  void aPolicyThatBecomesTooLongIsRefusedBeforeAnyRequest() {
    String body = "n=" + "x".repeat(2950);

    assertThat(
            failure(
                "us3:photos?callbackUrl=" + url() + "&callbackBody=" + body + SECRET_OPTION,
                "x",
                key("k")))
        .isInstanceOf(Us3InvalidPutPolicyException.class)
        .hasMessageContaining("4096");
    assertThat(us3.requests()).isEmpty();
  }

  @Test
  void withoutTheSecretAnUploaderIsRejected() {
    assertThat(failure("us3:photos?callbackUrl=webhook", "x", key("k")))
        .isInstanceOfSatisfying(
            Us3CallbackRejectedException.class,
            e -> {
              assertThat(e.getHttpStatus()).isEqualTo(403);
              assertThat(e.getReply()).contains("no token");
            });
    assertThat(failure("us3:photos?callbackUrl=webhook&callbackSecret=wrong", "x", key("k")))
        .isInstanceOfSatisfying(
            Us3CallbackRejectedException.class,
            e -> assertThat(e.getReply()).contains("not genuine"));
    assertThat(taken.getReceivedCounter()).isZero();
  }

  @Test
  void aForgedTokenNeverReachesTheRoute() throws Exception {
    String token = tokenFor("photos", "k");

    assertRefused(post("/cb?" + token + "x", "{}"), "not genuine");
    assertRefused(post("/cb?" + token.replace("=1.", "=2."), "{}"), "not genuine");
    assertRefused(post("/cb?us3Token=", "{}"), "not genuine");
    assertRefused(post("/cb?us3token=" + token.substring(9), "{}"), "no token");
    assertRefused(post("/cb?" + token + "&" + token, "{}"), "more than one token");
    assertRefused(post("/cb", "{\"us3Token\":\"" + token.substring(9) + "\"}"), "no token");
    assertRefused(post("/cb", "{}", Map.of("us3Token", token.substring(9))), "no token");
    assertRefused(post("/cb", ""), "no token");
  }

  @Test
  void aTokenForAnotherObjectNeverReachesTheRoute() throws Exception {
    assertRefused(post("/cb?" + tokenFor("archive", "k"), "{}"), "another bucket");
    assertRefused(post("/cb?" + tokenFor("photos", "a"), "{\"key\":\"b\"}"), "field key");
    assertRefused(post("/cb?key=b&" + tokenFor("photos", "a"), ""), "field key");
    assertRefused(
        post("/cb?" + tokenFor("photos", "a"), "{\"bucket\":\"archive\"}"), "field bucket");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a\"b&c", "100% x+y", "%ff", "a%20b", "k?x=1#y", " ", "${header.x}", "目/b.png"})
  void aFormWithAnUnencodedKeyReachesTheRoute(String key) throws Exception {
    Map<String, String> form = Map.of("Content-Type", "application/x-www-form-urlencoded");

    assertRefused(post("/cb?" + tokenFor("photos", key), "key=other", form), "field key");
    assertThat(post("/cb?" + tokenFor("photos", key), "key=" + key + "&n=1", form).statusCode())
        .isEqualTo(200);
    assertThat(
            post("/cb?" + tokenFor("photos", key), "key=" + URLEncoder.encode(key, UTF_8), form)
                .statusCode())
        .isEqualTo(200);
  }

  @Test
  void anExpiredTokenNeverReachesTheRoute() throws Exception {
    Clock anHourAgo = Clock.fixed(Instant.now().minusSeconds(3600), ZoneOffset.UTC);
    String stale =
        new CallbackTokens(SECRET, anHourAgo).issue("photos", "k", Duration.ofMinutes(59));

    assertRefused(post("/cb?us3Token=" + stale, "{}"), "expired");
  }

  @ParameterizedTest
  @CsvSource({"/cb, photos", "/archive, archive"})
  void aTokenIsAcceptedOnce(String path, String bucket) throws Exception {
    String target = path + '?' + tokenFor(bucket, "k");

    assertThat(post(target, "{}").statusCode()).isEqualTo(200);
    HttpResponse<String> second = post(target, "{}");

    assertThat(second.statusCode()).isEqualTo(403);
    assertThat(json(second).path("error").asText()).contains("has been used");
    assertThat(taken.getReceivedCounter()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"/cb, photos", "/archive, archive"})
  void aTokenIsAcceptedAgainAfterItsRouteFailed(String path, String bucket) throws Exception {
    String target = path + '?' + tokenFor(bucket, "k");
    failure = new IllegalStateException("not today");
    assertThat(post(target, "{}").statusCode()).isEqualTo(500);
    failure = null;

    assertThat(post(target, "{}").body()).isEqualTo(verified(bucket, "k"));
    assertThat(post(target, "{}").statusCode()).isEqualTo(403);
  }

  @Test
  void aRefusedCallbackDoesNotUseUpItsToken() throws Exception {
    String token = tokenFor("photos", "a");

    post("/cb?" + token, "{\"key\":\"b\"}");

    assertThat(post("/cb?" + token, "{\"key\":\"a\"}").statusCode()).isEqualTo(200);
  }

  @Test
  void oneOfManyConcurrentReplaysIsAccepted() throws Exception {
    String target = "/cb?" + tokenFor("photos", "k");

    List<Integer> statuses =
        atOnce(16, number -> post(target, "{}").statusCode()).stream().sorted().toList();

    assertThat(statuses.get(0)).isEqualTo(200);
    assertThat(statuses.subList(1, 16)).containsOnly(403);
    assertThat(taken.getReceivedCounter()).isEqualTo(1);
  }

  @Test
  void fiftyUploadsAtOnceEachGetTheirOwnReply() throws Exception {
    String uri = TO_WEBHOOK + "&maxConcurrentUploads=50";
    context.getEndpoint(uri); // concurrent lookups would create one each

    List<String> replies =
        atOnce(
            50, number -> upload(uri, "x", key("k" + number)).getMessage().getBody(String.class));

    assertThat(replies)
        .containsExactlyElementsOf(
            IntStream.range(0, 50).mapToObj(number -> verified("photos", "k" + number)).toList());
    assertThat(taken.getExchanges())
        .extracting(exchange -> exchange.getMessage().getHeader(Us3Constants.KEY))
        .doesNotHaveDuplicates()
        .hasSize(50);
  }

  private interface Numbered<T> {
    T run(int number) throws Exception;
  }

  /** Runs the tasks at once, each on its own thread. The results are ordered by number. */
  private static <T> List<T> atOnce(int count, Numbered<T> task) throws Exception {
    CountDownLatch start = new CountDownLatch(count);
    List<CompletableFuture<T>> running = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int number = i;
      CompletableFuture<T> result = new CompletableFuture<>();
      running.add(result);
      new Thread(
              () -> {
                try {
                  start.countDown();
                  start.await();
                  result.complete(task.run(number));
                } catch (Throwable e) {
                  result.completeExceptionally(e);
                }
              })
          .start();
    }
    List<T> results = new ArrayList<>();
    for (CompletableFuture<T> result : running) {
      results.add(result.get(60, TimeUnit.SECONDS));
    }
    return results;
  }

  @Test
  void aBucketWithoutAWebhookIsAnErrorThatNamesIt() {
    assertThat(failure(TO_WEBHOOK.replace("photos", "other"), "x", key("k")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("callbackUrl=webhook")
        .hasMessageContaining("webhook:us3:other");
    assertThat(us3.requests()).isEmpty();
  }

  @Test
  void aBucketWithTwoWebhooksIsAnErrorThatNamesIt() throws Exception {
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("webhook:us3:photos?webhookPath=/second" + SECRET_OPTION).to("mock:taken");
          }
        });

    assertThat(failure(TO_WEBHOOK, "x", key("k")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2 routes")
        .hasMessageContaining("webhook:us3:photos");
  }

  @Test
  void theExternalUrlIsCalled() throws Exception {
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("webhook:us3:outside?webhookPath=/cb&webhookBasePath=base"
                    + "&webhookExternalUrl=http://127.0.0.1:1/proxy"
                    + SECRET_OPTION)
                .to("mock:taken");
          }
        });
    us3.createBucket("outside");

    failure(TO_WEBHOOK.replace("photos", "outside"), "x", key("k"));

    assertThat(us3.callbacks()).hasSize(1);
    assertThat(us3.callbacks().get(0).url())
        .startsWith("http://127.0.0.1:1/proxy/base/cb?us3Token=");
  }

  @Test
  void aBase64SecretIsTheSameAsAPropertyAndInAUri() throws Exception {
    String base64 = "a+b/c+d==";
    Properties properties = new Properties();
    properties.setProperty("base64", base64);
    context.getPropertiesComponent().setOverrideProperties(properties);
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("webhook:us3:photos?webhookPath=/base64&callbackSecret=RAW({{base64}})")
                .setBody(constant("{}"));
          }
        });
    String token =
        new CallbackTokens(base64, Clock.systemUTC()).issue("photos", "k", Duration.ofMinutes(5));

    assertThat(post("/base64?us3Token=" + token, "{}").statusCode()).isEqualTo(200);
    assertThat(
            context
                .getEndpoint(
                    "us3:photos?callbackUrl=http://h/cb&callbackBody=a=b&callbackSecret=RAW({{base64}})",
                    Us3Endpoint.class)
                .getConfiguration()
                .getCallbackSecret())
        .isEqualTo(base64);
  }

  @Test
  void theSecretIsMasked() {
    assertThat(context.getEndpoints().toString()).doesNotContain(SECRET);
    assertThat(context.getRoutes().toString()).doesNotContain(SECRET);
    assertThat(context.getEndpoints().stream().map(Object::toString).toList())
        .anyMatch(uri -> uri.contains("webhook:") && uri.contains("callbackSecret=xxxxxx"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "callbackTokenLife=999",
        "maxCallbackBytes=0",
        "callbackSecret=RAW( )",
        "callbackUrl=webhook&callbackBody=$(x:n)"
      })
  void anInvalidOptionFailsTheStart(String option) {
    String name = option.replaceAll(".*&|=.*", "");

    assertThatThrownBy(() -> context.getEndpoint("us3:photos?" + option))
        .rootCause()
        .hasMessageContaining(name);
  }

  private void assertRefused(HttpResponse<String> response, String why) throws Exception {
    assertThat(response.statusCode()).isEqualTo(403);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
    assertThat(json(response).path("error").asText()).contains(why);
    assertThat(taken.getReceivedCounter()).isZero();
  }
}
