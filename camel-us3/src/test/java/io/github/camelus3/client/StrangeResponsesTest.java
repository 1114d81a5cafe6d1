package io.github.camelus3.client;

import static io.github.camelus3.client.Clients.BUCKET;
import static io.github.camelus3.client.ScriptedServer.html;
import static io.github.camelus3.client.ScriptedServer.json;
import static io.github.camelus3.client.ScriptedServer.response;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.camelus3.client.source.ObjectSource;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Responses of proxies and gateways, which never lead to a wrong result. */
class StrangeResponsesTest {
  private static final String POLICY = "{\"callbackUrl\":\"http://127.0.0.1:1/\"}";
  private static final MultipartUpload UPLOAD = new MultipartUpload(BUCKET, "k", "id", null, 4);
  private static final List<UploadedPart> PARTS =
      List.of(new UploadedPart(0, "eTag-0", 4), new UploadedPart(1, "eTag-1", 2));

  static Stream<ClientCall> callsWithAResponse() {
    return Stream.of(
        new ClientCall("PutFile", client -> client.putObject(put(null))),
        new ClientCall("PutFile", client -> client.putObject(put(POLICY))),
        new ClientCall(
            "InitiateMultipartUpload",
            client -> client.initiateMultipartUpload(BUCKET, "k", ObjectAttributes.NONE)),
        new ClientCall(
            "UploadPart",
            client -> client.uploadPart(UPLOAD, 0, bytes(), IntegrityOptions.DEFAULT)),
        new ClientCall(
            "FinishMultipartUpload", client -> client.finishMultipartUpload(UPLOAD, PARTS, null)),
        new ClientCall(
            "FinishMultipartUpload", client -> client.finishMultipartUpload(UPLOAD, PARTS, POLICY)),
        new ClientCall(
            "AbortMultipartUpload",
            client -> {
              client.abortMultipartUpload(BUCKET, "k", "id");
              return null;
            }),
        new ClientCall(
            "DeleteFile",
            client -> {
              client.deleteObject(BUCKET, "k");
              return null;
            }),
        new ClientCall("ListParts", client -> client.listParts(BUCKET, "id")),
        new ClientCall("Copy", client -> client.copyObject(BUCKET, "from", BUCKET, "k", null)),
        new ClientCall("UploadHit", client -> client.uploadHit(BUCKET, "k", "eTag", 1)),
        new ClientCall(
            "Rename",
            client -> {
              client.renameObject(BUCKET, "k", "new", true);
              return null;
            }),
        new ClientCall(
            "ClassSwitch",
            client -> {
              client.attributes().changeStorageClass(BUCKET, "k", "IA");
              return null;
            }),
        new ClientCall(
            "PutObjectAcl",
            client -> {
              client.attributes().putAcl(BUCKET, "k", "public-read");
              return null;
            }));
  }

  @ParameterizedTest
  @MethodSource("callsWithAResponse")
  void successThatIsAPageOfHtmlIsAnError(ClientCall call) {
    Us3ServiceException e = call.failure(html(200, "<html>\n<h1>Log in first</h1></html>"));

    assertThat(e).isExactlyInstanceOf(Us3ServiceException.class);
    assertThat(e.getHttpStatus()).isEqualTo(200);
    assertThat(e.getOperation()).isEqualTo(call.name());
    assertThat(e.getErrMsg()).contains("<html> <h1>Log in first");
    assertThat(e).hasMessageContaining("<html> <h1>Log in first");
    assertThat(e.isRetryable()).isFalse();
    assertThat(e.dumpResponse(true)).contains("<html>\n<h1>");
  }

  @ParameterizedTest
  @MethodSource("callsWithAResponse")
  void errorThatIsAPageOfHtmlShowsItsBeginningOnOneLine(ClientCall call) {
    String page = "<html>\r\n<h1>Bad gateway</h1>" + "-".repeat(5000);

    Us3ServiceException e = call.failure(html(502, page));

    assertThat(e).isExactlyInstanceOf(Us3ServiceException.class);
    assertThat(e.getHttpStatus()).isEqualTo(502);
    assertThat(e.getRetCode()).isZero();
    assertThat(e.getSessionId()).isNull();
    assertThat(e.isRetryable()).isTrue();
    assertThat(e.getErrMsg()).startsWith("<html> <h1>Bad gateway").hasSizeLessThan(250);
  }

  @ParameterizedTest
  @MethodSource("callsWithAResponse")
  void truncatedJsonIsAnError(ClientCall call) {
    Us3ServiceException e = call.failure(json(200, "{\"UploadId\":\"id\",\"BlkSi"));

    assertThat(e).isExactlyInstanceOf(Us3ServiceException.class);
    assertThat(e).hasMessageContaining("{\"UploadId\":\"id\",\"BlkSi");
  }

  @ParameterizedTest
  @MethodSource("callsWithAResponse")
  void errorWithoutABodyIsAnError(ClientCall call) {
    Us3ServiceException e = call.failure(json(500, ""));

    assertThat(e).isExactlyInstanceOf(Us3ServiceException.class);
    assertThat(e.getErrMsg()).isEmpty();
    assertThat(e).hasMessageEndingWith("HTTP 500");
  }

  @ParameterizedTest
  @MethodSource("callsWithAResponse")
  void redirectIsNotFollowed(ClientCall call) {
    try (ScriptedServer server =
        ScriptedServer.playing(response(307, "text/html", "Location: /elsewhere\n", ""))) {
      Us3ServiceException e = failure(call, server);

      assertThat(e.getHttpStatus()).isEqualTo(307);
      assertThat(server.requestLines()).hasSize(1);
    }
  }

  @ParameterizedTest
  @MethodSource("callsWithAResponse")
  void nothingIsRetriedInSpiteOfRetryAfter(ClientCall call) {
    try (ScriptedServer server =
        ScriptedServer.playing(
            response(503, "application/json", "Retry-After: 0\n", "{\"RetCode\":-1}"))) {
      Us3ServiceException e = failure(call, server);

      assertThat(e).isExactlyInstanceOf(Us3ThrottledException.class);
      assertThat(server.requestLines()).hasSize(1);
    }
  }

  @Test
  void retryAfterIsSecondsOrADate() {
    String date =
        DateTimeFormatter.RFC_1123_DATE_TIME.format(
            OffsetDateTime.now(ZoneOffset.UTC).plusHours(3));

    assertThat(retryAfterOf("17")).isEqualTo(Duration.ofSeconds(17));
    assertThat(retryAfterOf(date)).isBetween(Duration.ofHours(2), Duration.ofHours(3));
    assertThat(retryAfterOf("Sun, 06 Nov 1994 08:49:37 GMT")).isZero();
    assertThat(retryAfterOf("soon")).isNull();
    assertThat(retryAfterOf("-1")).isNull();
  }

  private static Duration retryAfterOf(String retryAfter) {
    String header = "Retry-After: " + retryAfter + '\n';
    Us3ServiceException e =
        call("DeleteFile").failure(response(503, "application/json", header, "{\"RetCode\":-1}"));
    return ((Us3ThrottledException) e).getRetryAfter();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PutFile",
        "InitiateMultipartUpload",
        "UploadPart",
        "FinishMultipartUpload",
        "AbortMultipartUpload",
        "DeleteFile",
        "ListParts"
      })
  void successWithTheServicesErrorInItIsThatError(String name) {
    String body = "{\"RetCode\":-148653, \"ErrMsg\":\"bucket not exists\"}";

    assertThat(call(name).failure(json(200, body)))
        .isExactlyInstanceOf(Us3BucketNotFoundException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "{\"UploadId\":\"id\"}",
        "{\"UploadId\":\" \",\"BlkSize\":4194304}",
        "{\"UploadId\":\"id\",\"BlkSize\":0}",
        "{\"UploadId\":\"id\",\"BlkSize\":-1}",
        "{\"UploadId\":\"id\",\"BlkSize\":2147483648}",
        "{\"UploadId\":\"id\",\"BlkSize\":\"much\"}"
      })
  void initiateWithoutUploadIdOrUsablePartSizeIsAnError(String body) {
    assertThat(call("InitiateMultipartUpload").failure(json(200, body)))
        .isExactlyInstanceOf(Us3ServiceException.class)
        .hasMessageContaining(body);
  }

  @Test
  void putAndPartWithoutETagAreErrors() {
    assertThat(call("PutFile").failure(json(200, ""))).hasMessageContaining("no ETag");
    assertThat(call("UploadPart").failure(json(200, "{\"PartNumber\":0}")))
        .hasMessageContaining("no ETag")
        .hasMessageContaining("{\"PartNumber\":0}");
  }

  @Test
  void finishThatNamesNoObjectIsAnError() {
    assertThat(call("FinishMultipartUpload").failure(json(200, "{}")))
        .isExactlyInstanceOf(Us3ServiceException.class)
        .hasMessageContaining("{}");
  }

  @Test
  void eTagThatDisagreesIsAnIntegrityError() {
    ScriptedServer.Step wrong =
        response(200, "application/json", "ETag: \"AQAAAH9tkLHM2wFqBpgIZJ4NMMYVKZLl\"\n", "");

    assertThat(anyFailure("PutFile", wrong))
        .isInstanceOf(Us3IntegrityException.class)
        .hasMessageContaining("AQAAAH9tkLHM2wFqBpgIZJ4NMMYVKZLl");
    assertThat(anyFailure("UploadPart", wrong))
        .isInstanceOf(Us3IntegrityException.class)
        .hasMessageContaining("part 0");
  }

  @Test
  void finishOfAnotherSizeThanItsPartsIsAnIntegrityError() {
    ScriptedServer.Step wrong = json(200, "{\"Bucket\":\"demo\",\"Key\":\"k\",\"FileSize\":5}");

    assertThat(anyFailure("FinishMultipartUpload", wrong))
        .isInstanceOf(Us3IntegrityException.class)
        .hasMessageContaining("5")
        .hasMessageContaining("6");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"Parts\":[{\"PartNum\":0,\"Size\":1}],\"IsTruncated\":false}",
        "{\"Parts\":[{\"Etag\":\"e\",\"Size\":1}],\"IsTruncated\":false}",
        "{\"Parts\":[{\"PartNum\":-1,\"Etag\":\"e\",\"Size\":1}],\"IsTruncated\":false}",
        "{\"Parts\":[{\"PartNum\":\"one\",\"Etag\":\"e\",\"Size\":1}],\"IsTruncated\":false}",
        "{\"Parts\":[1],\"IsTruncated\":false}",
        "{\"RetCode\":0}"
      })
  void listedPartsWithoutNumberOrETagAreErrors(String body) {
    assertThat(call("ListParts").failure(json(200, body)))
        .isExactlyInstanceOf(Us3ServiceException.class)
        .hasMessageContaining(body);
  }

  @Test
  void markerThatDoesNotAdvanceEndsTheListingWithAnError() {
    String page =
        "{\"Parts\":[{\"PartNum\":0,\"Etag\":\"e\",\"Size\":1}],\"IsTruncated\":true,"
            + "\"NextPartNumberMarker\":1}";
    try (ScriptedServer server = ScriptedServer.playing(json(200, page), json(200, page))) {
      Us3ServiceException e = failure(call("ListParts"), server);

      assertThat(e).hasMessageContaining("does not advance").hasMessageContaining("1, then 1");
      assertThat(server.requestLines()).hasSize(2);
    }
  }

  @Test
  void dumpNeverShowsAnAuthorizationThatIsEchoed() {
    Us3ServiceException e =
        call("PutFile").failure(response(500, "text/plain", "AUTHORIZATION: UCloud a:b\n", "x"));

    assertThat(e.dumpResponse(true)).contains("Content-Type: text/plain").doesNotContain("UCloud");
  }

  /** The call of that name, without a policy. */
  private static ClientCall call(String name) {
    return callsWithAResponse().filter(call -> call.name().equals(name)).findFirst().orElseThrow();
  }

  private static Us3ServiceException failure(ClientCall call, ScriptedServer server) {
    try (Us3Client client = Clients.of(server.endpoint())) {
      return catchThrowableOfType(Us3ServiceException.class, () -> call.action().on(client));
    }
  }

  private static Throwable anyFailure(String name, ScriptedServer.Step step) {
    try (ScriptedServer server = ScriptedServer.playing(step);
        Us3Client client = Clients.of(server.endpoint())) {
      return catchThrowable(() -> call(name).action().on(client));
    }
  }

  private static PutObjectRequest put(String policy) {
    return PutObjectRequest.of(BUCKET, "k", "text/plain", bytes()).withPolicy(policy);
  }

  private static ObjectSource bytes() {
    return ObjectSource.bytes(TestBytes.pattern(4));
  }
}
