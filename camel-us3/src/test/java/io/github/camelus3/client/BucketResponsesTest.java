package io.github.camelus3.client;

import static io.github.camelus3.client.ScriptedServer.html;
import static io.github.camelus3.client.ScriptedServer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Results and exceptions of responses of the bucket API. Codes: UCloud API reference, "error_code"
 * and "public"; they are positive, and 15036 and 15005 are not the object API's -15036 and -15005.
 */
class BucketResponsesTest {
  private interface Action {
    Object on(Us3Buckets buckets) throws IOException;
  }

  private static <T extends Us3Exception> T failure(
      Class<T> type, Action action, ScriptedServer.Step... steps) {
    try (ScriptedServer server = ScriptedServer.playing(steps);
        Us3Client client = client(server.endpoint())) {
      T failure = catchThrowableOfType(type, () -> action.on(client.buckets()));
      assertThat(server.requestLines()).hasSize(Math.max(1, steps.length));
      return failure;
    }
  }

  private static Us3Client client(String bucketHost) {
    return Clients.builder("http://127.0.0.1:1").bucketHost(bucketHost).build();
  }

  private static Us3ServiceException describe(ScriptedServer.Step step) {
    return failure(Us3ServiceException.class, buckets -> buckets.describe("photos"), step);
  }

  @ParameterizedTest
  @CsvSource({
    "110, Us3ServiceException, true",
    "130, Us3ServiceException, true",
    "150, Us3ServiceException, true",
    "152, Us3ServiceException, true",
    "153, Us3ThrottledException, true",
    "160, Us3ServiceException, false",
    "161, Us3ServiceException, false",
    "170, Us3AuthorizationMissingException, false",
    "171, Us3InvalidSignatureException, false",
    "172, Us3InvalidSignatureException, false",
    "174, Us3InvalidSignatureException, false",
    "230, Us3ServiceException, false",
    "292, Us3ServiceException, false",
    "299, Us3ServiceException, false",
    "15000, Us3ServiceException, false",
    "15004, Us3ServiceException, true",
    "15005, Us3ServiceException, true",
    "15006, Us3ServiceException, true",
    "15007, Us3ServiceException, true",
    "15008, Us3ServiceException, false",
    "15010, Us3BucketNotFoundException, false",
    "15014, Us3ServiceException, false",
    "15023, Us3ServiceException, false",
    "15027, Us3ServiceException, true",
    "15036, Us3ServiceException, false",
    "15039, Us3BucketNotFoundException, false"
  })
  void retCodeDecidesThoughTheStatusIs200(int retCode, String type, boolean retryable) {
    Us3ServiceException e =
        describe(json(200, "{\"RetCode\":" + retCode + ",\"Message\":\"why not\"}"));

    assertThat(e.getClass().getSimpleName()).isEqualTo(type);
    assertThat(e.isRetryable()).isEqualTo(retryable);
    assertThat(e.getHttpStatus()).isEqualTo(200);
    assertThat(e.getRetCode()).isEqualTo(retCode);
    assertThat(e.getErrMsg()).isEqualTo("why not");
    assertThat(e).hasMessage("DescribeBucket photos/: HTTP 200, RetCode " + retCode + ", why not");
  }

  @Test
  void retCodeIsReadInItsOtherSpelling() throws Exception {
    String found = "{\"Retcode\":0,\"DataSet\":[{\"BucketName\":\"photos\"}]}";
    try (ScriptedServer server = ScriptedServer.playing(json(200, found));
        Us3Client client = client(server.endpoint())) {
      BucketInfo info = client.buckets().describe("photos");

      assertThat(info.name()).isEqualTo("photos");
      assertThat(info.type()).isNull();
      assertThat(info.createTime()).isNull();
      assertThat(info.domains()).isEmpty();
    }

    assertThat(describe(json(200, "{\"Retcode\":15010}")))
        .isExactlyInstanceOf(Us3BucketNotFoundException.class);
  }

  @Test
  void errorWithoutAMessageShowsTheBody() {
    assertThat(describe(json(200, "{\"RetCode\":15044,\"Other\":1}")).getErrMsg())
        .isEqualTo("{\"RetCode\":15044,\"Other\":1}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{}",
        "{\"RetCode\":null}",
        "{\"RetCode\":\"zero\"}",
        "{\"RetCode\":0,\"DataSet\":[{\"BucketName\":\"pho",
        "<html>Log in first</html>"
      })
  void responseThatDoesNotSaySuccessIsAnError(String body) {
    Us3ServiceException e = describe(json(200, body));

    assertThat(e).isExactlyInstanceOf(Us3ServiceException.class);
    assertThat(e.getErrMsg()).contains(body);
    assertThat(e.isRetryable()).isFalse();
  }

  @Test
  void gatewaysErrorsAreErrorsOfTheirStatus() {
    Us3ServiceException badGateway = describe(html(502, "<h1>Bad gateway</h1>"));
    Us3ServiceException busy = describe(html(503, "<h1>Busy</h1>"));
    Us3ServiceException tooMany = describe(json(429, "{\"RetCode\":0}"));
    Us3ServiceException moved = describe(html(307, "<h1>Moved</h1>"));

    assertThat(badGateway).isExactlyInstanceOf(Us3ServiceException.class);
    assertThat(badGateway.isRetryable()).isTrue();
    assertThat(badGateway.getErrMsg()).contains("<h1>Bad gateway");
    assertThat(busy).isExactlyInstanceOf(Us3ThrottledException.class);
    assertThat(tooMany).isExactlyInstanceOf(Us3ThrottledException.class);
    assertThat(moved.getHttpStatus()).isEqualTo(307);
    assertThat(moved.isRetryable()).isFalse();
  }

  @Test
  void successThatListsOtherBucketsIsABucketNotFound() {
    Us3ServiceException e =
        describe(json(200, "{\"RetCode\":0,\"DataSet\":[{\"BucketName\":\"photos-2\"}]}"));

    assertThat(e).isExactlyInstanceOf(Us3BucketNotFoundException.class);
    assertThat(e.getBucket()).isEqualTo("photos");
  }

  @Test
  void listThatDoesNotAdvanceEndsWithAnError() {
    String page =
        IntStream.range(0, 100)
            .mapToObj(number -> "{\"BucketName\":\"bucket-" + number + "\"}")
            .collect(Collectors.joining(",", "{\"RetCode\":0,\"DataSet\":[", "]}"));

    Us3ServiceException e =
        failure(Us3ServiceException.class, Us3Buckets::list, json(200, page), json(200, page));

    assertThat(e).hasMessageContaining("does not advance").hasMessageContaining("100");
    assertThat(e.getOperation()).isEqualTo("DescribeBucket");
  }

  @Test
  void lostResponseIsATransportFailureThatShowsNoSignature() {
    Us3TransportException e =
        failure(
            Us3TransportException.class,
            buckets -> buckets.create("photos", "cn-bj", null),
            ScriptedServer.cut());

    assertThat(e.isRequestSent()).isTrue();
    assertThat(e.getOperation()).isEqualTo("CreateBucket");
    assertThat(e.getBucket()).isEqualTo("photos");
    assertThat(e + " " + e.getCause()).doesNotContain("Signature", "PRIV");
  }

  @Test
  void hostThatDoesNotListenHasNotSeenTheRequest() {
    try (Us3Client client = client(ScriptedServer.closedEndpoint())) {
      Us3TransportException e =
          catchThrowableOfType(Us3TransportException.class, () -> client.buckets().list());

      assertThat(e.isRequestSent()).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ftp://api.example.com", "http://api.example.com/path", "a b"})
  void refusesABucketHostThatIsNone(String host) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> client(host))
        .withMessageContaining("bucketHost")
        .withMessageContaining(host);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", " "})
  void refusesAMissingBucket(String bucket) {
    try (Us3Client client = client(ScriptedServer.closedEndpoint())) {
      Us3Buckets buckets = client.buckets();

      assertThatIllegalArgumentException()
          .isThrownBy(() -> buckets.create(bucket, "cn-bj", null))
          .withMessageContaining("bucket must not be");
      assertThatIllegalArgumentException().isThrownBy(() -> buckets.describe(bucket));
      assertThatIllegalArgumentException().isThrownBy(() -> buckets.update(bucket, "public"));
      assertThatIllegalArgumentException().isThrownBy(() -> buckets.delete(bucket));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Public", "open"})
  void refusesATypeThatIsNeitherPublicNorPrivate(String type) {
    try (Us3Client client = client(ScriptedServer.closedEndpoint())) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> client.buckets().create("photos", "cn-bj", type))
          .withMessageEndingWith(": " + type);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> client.buckets().update("photos", type))
          .withMessageEndingWith(": " + type);
      assertThatNullPointerException()
          .isThrownBy(() -> client.buckets().update("photos", null))
          .withMessage("type");
    }
  }
}
