package io.github.camelus3.transfer;

import static io.github.camelus3.client.ScriptedServer.json;
import static io.github.camelus3.client.ScriptedServer.raw;
import static io.github.camelus3.client.ScriptedServer.response;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelus3.client.Clients;
import io.github.camelus3.client.HostileUs3;
import io.github.camelus3.client.RetryOptions;
import io.github.camelus3.client.ScriptedServer;
import io.github.camelus3.client.TestBytes;
import io.github.camelus3.client.Us3CallbackException;
import io.github.camelus3.client.Us3CallbackRejectedException;
import io.github.camelus3.client.Us3CallbackReplyLostException;
import io.github.camelus3.client.Us3Client;
import io.github.camelus3.client.Us3ServiceException;
import io.github.camelus3.client.Us3ThrottledException;
import io.github.camelus3.client.source.ObjectSource;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Uploads with a policy whose response is JSON that can be the callback service's or a proxy's.
 * Only the stored object tells them apart.
 */
@Timeout(60)
class ForeignResponsesTest {
  private static final String POLICY = "{\"callbackUrl\":\"http://127.0.0.1:1/\"}";
  private static final String JSON = "{\"message\":\"x\"}";
  private static final byte[] BYTES = TestBytes.pattern((4 << 20) + 1);
  private static final RetryOptions QUICK =
      new RetryOptions(3, Duration.ofMillis(1), Duration.ofMillis(5));

  private final HostileUs3 us3 = HostileUs3.open();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Us3Client client = Clients.builder(us3.endpoint()).retries(QUICK).build();
  private final Us3Client once = Clients.of(us3.endpoint());

  @AfterEach
  void close() {
    client.close();
    once.close();
    us3.close();
    threads.shutdownNow();
  }

  static IntStream failures() {
    return IntStream.of(302, 307, 400, 401, 403, 404, 407, 409, 413, 429, 500, 502, 503, 504, 599);
  }

  static IntStream successes() {
    return IntStream.of(200, 201, 202, 203);
  }

  static Stream<Arguments> responses() {
    return Stream.of("PutFile", "Finish")
        .flatMap(
            api ->
                IntStream.concat(failures(), successes())
                    .mapToObj(status -> Arguments.of(api, status)));
  }

  static Stream<Arguments> refusals() {
    return Stream.of("PutFile", "Finish")
        .flatMap(api -> failures().mapToObj(status -> Arguments.of(api, status)));
  }

  @ParameterizedTest
  @MethodSource("responses")
  void objectThatIsNotStoredIsSentAgainAndCallsBackOnce(String api, int status) {
    us3.instead(api, json(status, JSON));

    UploadResult result = Uploads.result(upload(client, api, ObjectSource.bytes(BYTES)));

    assertThat(result.object().callbackReply()).isEqualTo("{\"callback\":1}");
    assertThat(us3.object("k")).isEqualTo(BYTES);
    assertThat(us3.calls(api)).isEqualTo(2);
    assertThat(us3.callbacks()).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("responses")
  void objectThatIsNotStoredIsNeverReportedAsStored(String api, int status) {
    us3.instead(api, json(status, JSON));

    Throwable failure = Uploads.failure(upload(once, api, ObjectSource.bytes(BYTES)));

    assertThat(failure)
        .isInstanceOf(Us3ServiceException.class)
        .isNotInstanceOf(Us3CallbackException.class);
    assertThat(((Us3ServiceException) failure).getHttpStatus()).isEqualTo(status);
    assertThat(us3.object("k")).isNull();
    assertThat(us3.openUploads()).isEmpty();
    assertThat(us3.calls("Abort")).isEqualTo(api.equals("Finish") ? 1 : 0);
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void storedObjectWasRejectedByTheCallbackService(String api, int status) {
    us3.afterwards(api, json(status, JSON));

    Throwable failure = Uploads.failure(upload(client, api, ObjectSource.bytes(BYTES)));

    assertThat(failure).isExactlyInstanceOf(Us3CallbackRejectedException.class);
    assertThat(((Us3CallbackRejectedException) failure).getReply()).isEqualTo(JSON);
    assertThat(((Us3CallbackRejectedException) failure).getHttpStatus()).isEqualTo(status);
    assertThat(us3.calls(api)).isEqualTo(1);
    assertThat(us3.calls("Abort")).isZero();
  }

  static Stream<Arguments> agreements() {
    return Stream.of("PutFile", "Finish")
        .flatMap(api -> successes().mapToObj(status -> Arguments.of(api, status)));
  }

  @ParameterizedTest
  @MethodSource("agreements")
  void storedObjectHasItsReplyAlsoWithoutAnETag(String api, int status) {
    us3.afterwards(api, json(status, JSON));

    UploadResult result = Uploads.result(upload(client, api, ObjectSource.bytes(BYTES)));

    assertThat(result.object().callbackReply()).isEqualTo(JSON);
    assertThat(us3.calls(api)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"W/\"2f-x1\"", "\"5d41402abc4b2a76b9719d911017c592\"", "\"\""})
  void theETagOfAProxysPageProvesNothing(String eTag) {
    us3.instead("PutFile", response(200, "application/json", "ETag: " + eTag + "\n", JSON));
    us3.instead("Finish", response(200, "application/json", "ETag: " + eTag + "\n", JSON));

    assertThat(Uploads.result(upload(client, "PutFile", ObjectSource.bytes(BYTES))).object())
        .extracting("callbackReply")
        .isEqualTo("{\"callback\":1}");
    assertThat(Uploads.result(upload(client, "Finish", ObjectSource.bytes(BYTES))).object())
        .extracting("callbackReply")
        .isEqualTo("{\"callback\":2}");
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 403, 502})
  void streamThatIsNotStoredFailsBecauseItCannotBeSentAgain(int status) {
    us3.instead("PutFile", json(status, JSON));
    ObjectSource stream = ObjectSource.stream(new ByteArrayInputStream(BYTES), BYTES.length);

    Throwable failure = Uploads.failure(upload(client, "PutFile", stream));

    assertThat(failure).isExactlyInstanceOf(Us3ServiceException.class);
    assertThat(us3.calls("PutFile")).isEqualTo(1);
    assertThat(us3.object("k")).isNull();
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 403, 429})
  void nothingIsSentAgainOrBelievedWhereHeadFails(int status) {
    us3.afterwards("PutFile", json(status, JSON));
    for (int i = 0; i < 10; i++) {
      us3.instead("HeadFile", raw("HTTP/1.1 403 No\nContent-Length: 0\n", ""));
    }

    Throwable failure = Uploads.failure(upload(client, "PutFile", ObjectSource.bytes(BYTES)));

    assertThat(failure)
        .isInstanceOf(Us3ServiceException.class)
        .isNotInstanceOf(Us3CallbackException.class);
    assertThat(failure.getSuppressed()).hasSize(1);
    assertThat(us3.calls("PutFile")).isEqualTo(1);
  }

  @Test
  void anotherObjectUnderTheKeyIsNoProof() {
    us3.put("k", TestBytes.pattern(5));
    us3.instead("PutFile", json(409, JSON));

    Throwable failure = Uploads.failure(upload(once, "PutFile", ObjectSource.bytes(BYTES)));

    assertThat(failure).isExactlyInstanceOf(Us3ServiceException.class);
    assertThat(us3.object("k")).hasSize(5);
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 503})
  void throttleThatMayBeAProxysIsCheckedByHeadFirst(int status) {
    us3.afterwards("PutFile", response(status, "text/plain", "", "slow down"));
    assertThat(Uploads.failure(upload(client, "PutFile", ObjectSource.bytes(BYTES))))
        .isExactlyInstanceOf(Us3CallbackReplyLostException.class);

    us3.put("k", new byte[1]);
    us3.instead("PutFile", response(status, "text/plain", "", "slow down"));
    assertThat(Uploads.failure(upload(once, "PutFile", ObjectSource.bytes(BYTES))))
        .isExactlyInstanceOf(Us3ThrottledException.class);
  }

  @Test
  void errorResponseWithStatus200IsBelievedWhereNothingIsStored() {
    us3.instead(
        "PutFile", json(200, "{\"RetCode\":-148643,\"ErrMsg\":\"no authorization found\"}"));

    Throwable failure = Uploads.failure(upload(client, "PutFile", ObjectSource.bytes(BYTES)));

    assertThat(failure)
        .isInstanceOf(Us3ServiceException.class)
        .hasMessageContaining("no authorization found");
    assertThat(us3.calls("PutFile")).isEqualTo(1);
  }

  @Test
  void statusThatAllowsNoBodyHasNoReplyThatCouldBePassedOn() {
    us3.afterwards("PutFile", json(205, JSON));

    Throwable failure = Uploads.failure(upload(client, "PutFile", ObjectSource.bytes(BYTES)));

    assertThat(failure).isExactlyInstanceOf(Us3CallbackRejectedException.class);
    assertThat(((Us3CallbackRejectedException) failure).getHttpStatus()).isEqualTo(205);
  }

  @Test
  void rejectionLongerThanItsMessageIsWhole() {
    String reply = "{\"rows\":\"" + "r".repeat(100_000) + "\"}";
    us3.afterwards("PutFile", json(409, reply));

    Throwable failure = Uploads.failure(upload(client, "PutFile", ObjectSource.bytes(BYTES)));

    assertThat(((Us3CallbackRejectedException) failure).getReply()).isEqualTo(reply);
    assertThat(failure.getMessage()).hasSizeLessThan(500);
  }

  @ParameterizedTest
  @ValueSource(ints = {407, 401, 421})
  void refusalWithoutAPolicyIsTheServicesAndNotSentAgain(int status) {
    us3.instead("PutFile", json(status, JSON));

    Throwable failure =
        Uploads.failure(
            new Us3Uploader(client, threads).put(Uploads.request(ObjectSource.bytes(BYTES))));

    assertThat(failure).isExactlyInstanceOf(Us3ServiceException.class);
    assertThat(((Us3ServiceException) failure).getHttpStatus()).isEqualTo(status);
    assertThat(us3.calls("PutFile")).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"2147483648", "99999999999999999999", "-1", "0", "soon", "1.5", "Sat, 99 Foo"})
  void throttleIsAThrottleWithAnyRetryAfter(String retryAfter) {
    ScriptedServer.Step busy =
        response(503, "text/html", "Retry-After: " + retryAfter + "\n", "<html>");
    us3.instead("PutFile", busy)
        .instead(
            "HeadFile",
            raw("HTTP/1.1 503 Busy\nRetry-After: " + retryAfter + "\nContent-Length: 0\n", ""));

    assertThat(
            Uploads.failure(
                new Us3Uploader(once, threads).put(Uploads.request(ObjectSource.bytes(BYTES)))))
        .isExactlyInstanceOf(Us3ThrottledException.class);
    us3.instead("PutFile", busy);
    assertThat(
            Uploads.result(
                new Us3Uploader(client, threads).put(Uploads.request(ObjectSource.bytes(BYTES)))))
        .isNotNull();
    assertThat(us3.calls("PutFile")).isEqualTo(3);
  }

  private CompletableFuture<UploadResult> upload(Us3Client by, String api, ObjectSource source) {
    Us3Uploader uploader = new Us3Uploader(by, threads);
    UploadRequest request = Uploads.request(source).withPolicy(POLICY);
    return api.equals("PutFile")
        ? uploader.put(request)
        : uploader.multipart(request, 2, UploadListener.NONE);
  }
}
