package io.github.camelus3.emulator;

import static io.github.camelus3.emulator.TestClient.BUCKET;
import static io.github.camelus3.emulator.TestClient.eTag;
import static io.github.camelus3.emulator.TestClient.pattern;
import static io.github.camelus3.emulator.TestClient.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(120)
class FaultTest {
  private static final byte[] NONE = {};
  private static final byte[] BYTES = pattern(100_000);
  private static final String POLICY =
      "{\"callbackUrl\":\"http://127.0.0.1:1/never\",\"callbackBody\":\"a=b\"}";

  @RegisterExtension
  final TestEmulator us3 =
      new TestEmulator(TestClient.emulator().callbackTimeout(Duration.ofMillis(300)));

  private final TestClient client = us3.client();

  /** Every fault leaves the emulator able to end all requests. */
  @AfterEach
  void requestsEnd() throws InterruptedException {
    assertThat(us3.emulator().awaitQuiet(Duration.ofSeconds(60))).isTrue();
  }

  private void assertCut(HttpRequest.Builder request) {
    HttpRequest built = request.build();
    assertThatThrownBy(() -> client.http().send(built, BodyHandlers.ofByteArray()))
        .isInstanceOf(IOException.class);
  }

  static Stream<Arguments> drops() {
    return Stream.of(
        Arguments.of("before the body", Fault.dropBeforeBody()),
        Arguments.of("in the body", Fault.dropInBody()),
        Arguments.of("after the body", Fault.dropAfterBody()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("drops")
  void droppedRequestStoresNothing(String when, Fault fault) throws InterruptedException {
    us3.emulator().inject(fault.always());

    assertCut(client.request("PUT", "k", TestClient.TEXT, BYTES));

    assertThat(us3.emulator().awaitQuiet(Duration.ofSeconds(60))).isTrue();
    assertThat(us3.emulator().keys(BUCKET)).isEmpty();
    assertThat(us3.emulator().requests()).isNotEmpty().allMatch(request -> request.status() == 0);
  }

  @Test
  void lostResponseLeavesTheObjectStored() {
    us3.emulator().inject(Fault.loseAnswer().always());

    assertCut(client.request("PUT", "k", TestClient.TEXT, BYTES));

    assertThat(us3.emulator().object(BUCKET, "k").orElseThrow().bytes()).isEqualTo(BYTES);
  }

  @Test
  void finishCanSucceedAndItsResponseBeLost() {
    String id = client.initiate("k");
    String part = eTag(client.uploadPart("k", id, 0, BYTES));
    us3.emulator().inject(Fault.loseAnswer().on(Us3Api.FINISH_MULTIPART_UPLOAD).always());

    byte[] body = part.getBytes(StandardCharsets.UTF_8);
    assertCut(client.request("POST", "k", "?uploadId=" + id, TestClient.TEXT, body));

    assertThat(us3.emulator().keys(BUCKET)).containsExactly("k");
    assertThat(us3.emulator().openUploads(BUCKET)).isEmpty();
  }

  @Test
  void truncatedDownloadEndsInTheMiddle() throws IOException {
    client.put("k", BYTES);
    us3.emulator().inject(Fault.truncateAnswer().on(Us3Api.GET_FILE));

    try (RawConnection connection = new RawConnection(us3.emulator().port())) {
      connection.send(
          "GET /k HTTP/1.1\nHost: 127.0.0.1\nAuthorization: "
              + Signer.DEMO.authorization("GET", "", BUCKET, "k"));

      assertThatThrownBy(connection::read).hasMessage("closed after 50000 of 100000 bytes");
    }
  }

  @Test
  void ignoredRangeReturnsTheWholeObject() {
    client.put("k", BYTES);
    us3.emulator().inject(Fault.ignoreRange());

    HttpResponse<byte[]> response =
        client.send(client.request("GET", "k", "", NONE).header("Range", "bytes=0-9"));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo(BYTES);
    assertThat(us3.emulator().requests().get(1).header("Range")).hasValue("bytes=0-9");
  }

  @Test
  void delayHoldsTheResponse() {
    us3.emulator().inject(Fault.delay(Duration.ofMillis(200)));

    long start = System.nanoTime();
    HttpResponse<byte[]> response = client.put("k", BYTES);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(System.nanoTime() - start).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(190));
  }

  @Test
  void slowReaderTakesItsTimeAndTheWholeBody() {
    us3.emulator().inject(Fault.slowRead(500_000));

    long start = System.nanoTime();
    client.put("k", BYTES);

    assertThat(System.nanoTime() - start).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(150));
    assertThat(us3.emulator().object(BUCKET, "k").orElseThrow().bytes()).isEqualTo(BYTES);
  }

  static Stream<Arguments> responses() {
    return Stream.of(
        Arguments.of(Fault.internalError(), 500, "application/json", "\"RetCode\":-1"),
        Arguments.of(Fault.duplicatePart(), 500, "application/json", "\"RetCode\":-1014"),
        Arguments.of(Fault.badGateway(), 502, "text/html", "<html>"),
        Arguments.of(Fault.throttled(), 503, "application/json", "RetCode"),
        Arguments.of(Fault.http(418, "text/plain", "tea"), 418, "text/plain", "tea"));
  }

  @ParameterizedTest
  @MethodSource("responses")
  void errorReplacesTheObject(Fault fault, int status, String type, String body) {
    us3.emulator().inject(fault);

    HttpResponse<byte[]> response = client.put("k", BYTES);

    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type")).hasValue(type);
    assertThat(text(response)).contains(body);
    assertThat(response.headers().firstValue("Retry-After")).isEmpty();
    assertThat(us3.emulator().keys(BUCKET)).isEmpty();
  }

  @Test
  void throttlingMaySayWhenToComeBack() {
    us3.emulator().inject(Fault.throttled(Duration.ofSeconds(3)));

    assertThat(client.put("k", BYTES).headers().firstValue("Retry-After")).hasValue("3");
  }

  @Test
  void wrongETagIsOfTheSameForm() {
    us3.emulator().inject(Fault.wrongETag());

    String wrong = eTag(client.put("k", BYTES));

    String right = us3.emulator().object(BUCKET, "k").orElseThrow().eTag();
    assertThat(wrong).isNotEqualTo(right).hasSameSizeAs(right);
  }

  @Test
  void wrongPartETagDoesNotChangeThePart() {
    String id = client.initiate("k");
    us3.emulator().inject(Fault.wrongETag().on(Us3Api.UPLOAD_PART));

    String wrong = eTag(client.uploadPart("k", id, 0, BYTES));

    assertThat(wrong).hasSize(28);
    assertThat(client.finish("k", id, wrong).statusCode()).isEqualTo(400);
  }

  static Stream<Arguments> callbacks() {
    return Stream.of(
        Arguments.of(Fault.callbackRefused(), 599, "connection refused"),
        Arguments.of(Fault.callbackTimeout(), 599, "timeout"),
        Arguments.of(Fault.callbackTextPlain(), 599, "expect json, but received text/plain"),
        Arguments.of(Fault.callbackInvalidJson(), 599, "not a strict json string"),
        Arguments.of(Fault.callbackRejected(403, "{\"no\":1}"), 403, "{\"no\":1}"));
  }

  @ParameterizedTest
  @MethodSource("callbacks")
  void callbackFailsWithoutBeingSent(Fault fault, int status, String body) {
    us3.emulator().inject(fault);

    HttpResponse<byte[]> response = client.putWithPolicy("k", POLICY, BYTES);

    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(text(response)).contains(body);
    assertThat(us3.emulator().keys(BUCKET)).containsExactly("k");
    assertThat(us3.emulator().callbacks()).hasSize(1);
  }

  @Test
  void callbackFaultWaitsForARequestWithAPolicy() {
    us3.emulator().inject(Fault.callbackTextPlain());

    assertThat(client.put("k", BYTES).statusCode()).isEqualTo(200);
    assertThat(client.putWithPolicy("k", POLICY, BYTES).statusCode()).isEqualTo(599);
  }

  @Test
  void randomFaultsAreTheSameForTheSameSeed() {
    List<Integer> first = statusesWithRandomFaults(7);

    assertThat(first).contains(200, 500);
    assertThat(statusesWithRandomFaults(7)).isEqualTo(first);
    assertThat(statusesWithRandomFaults(8)).isNotEqualTo(first);
  }

  private static List<Integer> statusesWithRandomFaults(long seed) {
    try (Us3Emulator faulty =
        TestClient.emulator()
            .randomFaults(0.5, seed, Fault.internalError(), Fault.badGateway())
            .start()) {
      TestClient client = new TestClient(faulty);
      return IntStream.range(0, 40).mapToObj(n -> client.put("k", NONE).statusCode()).toList();
    }
  }

  @Test
  void randomFaultIsOneOfThoseThatAreForTheRequest() {
    try (Us3Emulator faulty =
        TestClient.emulator()
            .randomFaults(
                1,
                7,
                Fault.callbackTextPlain(),
                Fault.duplicatePart().on(Us3Api.UPLOAD_PART),
                Fault.badGateway().key("k"))
            .start()) {
      TestClient client = new TestClient(faulty);

      assertThat(IntStream.range(0, 20).map(n -> client.put("k", NONE).statusCode()))
          .containsOnly(502);
      assertThat(client.put("other", NONE).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void faultsThatHappenedAreCountedByTheirText() {
    us3.emulator().inject(Fault.internalError().on(Us3Api.PUT_FILE).times(2));
    us3.emulator().inject(Fault.loseAnswer().on(Us3Api.UPLOAD_PART).key("k").partNumber(1));

    IntStream.range(0, 4).forEach(n -> client.put("k", NONE));
    String id = client.initiate("k");
    assertCut(client.request("PUT", "k", "?partNumber=1&uploadId=" + id, TestClient.TEXT, BYTES));

    assertThat(us3.emulator().faultsHappened())
        .containsOnly(
            Map.entry("internal-error on PUT_FILE", 2),
            Map.entry("lose-answer on UPLOAD_PART of k part 1", 1));
    us3.emulator().reset();
    assertThat(us3.emulator().faultsHappened()).isEmpty();
  }

  @Test
  void oneUploadMayHaveAnotherPartSize() {
    us3.emulator().inject(Fault.blockSize(60_000));

    HttpResponse<byte[]> begun =
        client.send(client.request("POST", "k", "?uploads", TestClient.TEXT, NONE));

    assertThat(TestClient.json(begun).get("BlkSize").intValue()).isEqualTo(60_000);
    String id = TestClient.json(begun).get("UploadId").textValue();
    assertThat(client.uploadPart("k", id, 0, BYTES).statusCode()).isEqualTo(400);
    String first = eTag(client.uploadPart("k", id, 0, TestClient.slice(BYTES, 0, 60_000)));
    String last = eTag(client.uploadPart("k", id, 1, TestClient.slice(BYTES, 60_000, 60_000)));
    assertThat(client.finish("k", id, first + "," + last).statusCode()).isEqualTo(200);
    assertThat(us3.emulator().object(BUCKET, "k").orElseThrow().bytes()).isEqualTo(BYTES);

    String other = client.initiate("other");
    assertThat(client.uploadPart("other", other, 0, BYTES).statusCode()).isEqualTo(200);
  }

  @Test
  void slowCallbackIsSentAndItsReplyPassedOn() {
    us3.restart(TestClient.emulator());
    us3.emulator().inject(Fault.callbackSlow(Duration.ofMillis(50)));
    try (CallbackServer service = CallbackServer.replying(200, "application/json", "{\"a\":1}")) {
      String policy = policyFor(service);

      HttpResponse<byte[]> response = client.putWithPolicy("k", policy, BYTES);

      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(text(response)).isEqualTo("{\"a\":1}");
      assertThat(service.received()).hasSize(1);
    }
  }

  @Test
  void callbackThatIsTooSlowHasBeenSentAllTheSame() {
    Duration time = Duration.ofSeconds(3); // in which the service receives it
    us3.restart(TestClient.emulator().callbackTimeout(time));
    us3.emulator().inject(Fault.callbackSlow(time));
    try (CallbackServer service = CallbackServer.replying(200, "application/json", "{}")) {

      HttpResponse<byte[]> response = client.putWithPolicy("k", policyFor(service), BYTES);

      assertThat(response.statusCode()).isEqualTo(599);
      assertThat(TestClient.json(response).get("RetCode").intValue()).isEqualTo(20003);
      assertThat(service.received()).hasSize(1);
    }
  }

  private static String policyFor(CallbackServer service) {
    return "{\"callbackUrl\":\"" + service.url("/uploaded") + "\",\"callbackBody\":\"a=b\"}";
  }

  @Test
  void clearedFaultsDoNotHappen() {
    us3.emulator().inject(Fault.internalError().always());

    us3.emulator().clearFaults();

    assertThat(client.put("k", BYTES).statusCode()).isEqualTo(200);
  }
}
