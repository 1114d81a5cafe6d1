package io.github.camelus3.client;

import static io.github.camelus3.client.Clients.BUCKET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.camelus3.client.source.ObjectSource;
import io.github.camelus3.emulator.Fault;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The exception of each error response. Statuses, codes and texts are those of UCloud's SDK
 * documents (go-sdk, upload callback) and of live responses in public issues (gosdk 3 and 4,
 * juicefs 3763).
 */
class ErrorRowsTest {
  private static final String POLICY = "{\"callbackUrl\":\"http://127.0.0.1:1/\"}";

  @RegisterExtension static final EmulatedClient US3 = new EmulatedClient();

  private final Us3Client client = US3.client();

  private record Row(
      int status,
      int retCode,
      String errMsg,
      Class<? extends Us3ServiceException> type,
      boolean retryable) {}

  static Stream<Row> rows() {
    return Stream.of(
        new Row(400, -148653, "bucket not exists", Us3BucketNotFoundException.class, false),
        new Row(404, -30010, "bucket not exist", Us3BucketNotFoundException.class, false),
        new Row(400, -15036, "check md5 failed", Us3Md5MismatchException.class, true),
        new Row(
            401, -148643, "no authorization found", Us3AuthorizationMissingException.class, false),
        new Row(403, -148643, "invalid signature", Us3InvalidSignatureException.class, false),
        new Row(403, -148658, "invalid signature", Us3InvalidSignatureException.class, false),
        new Row(403, -1, "Invalid Signature", Us3InvalidSignatureException.class, false),
        new Row(400, -148660, "invalid put policy", Us3InvalidPutPolicyException.class, false),
        new Row(401, -148660, "request expired", Us3RequestExpiredException.class, false),
        new Row(401, -148660, "token expires", Us3RequestExpiredException.class, false),
        new Row(404, -148654, "file not exist", Us3ObjectNotFoundException.class, false),
        new Row(500, -1014, "put duplicate key error", Us3DuplicatePartException.class, false),
        new Row(429, 0, "", Us3ThrottledException.class, true),
        new Row(429, -1, "slow down", Us3ThrottledException.class, true),
        new Row(503, -148643, "busy", Us3ThrottledException.class, true),
        new Row(
            599, 20003, "send request error: EOF", Us3CallbackUnreachableException.class, false),
        new Row(
            599,
            20008,
            "expect json, but received text/plain; charset=utf-8",
            Us3CallbackContentTypeException.class,
            false),
        new Row(
            599,
            20008,
            "expect json, but the response body is not a strict json string",
            Us3CallbackBodyException.class,
            false),
        new Row(599, 20008, "something new", Us3CallbackException.class, false),
        new Row(599, 20099, "something new", Us3CallbackException.class, false),
        new Row(599, 0, "", Us3CallbackException.class, false),
        new Row(400, -148660, "new file name already exists", Us3ServiceException.class, false),
        new Row(400, -148660, "content length:2 larger than 1", Us3ServiceException.class, false),
        new Row(403, -148660, "switch class not allowed", Us3ServiceException.class, false),
        new Row(403, -1, "action not allow", Us3ServiceException.class, false),
        new Row(500, -1, "internal error", Us3ServiceException.class, true),
        new Row(502, 0, "", Us3ServiceException.class, true));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void responseBecomesItsException(Row row) {
    US3.emulator().inject(Fault.answer(row.status(), row.retCode(), row.errMsg()));

    Us3ServiceException e = failure(null);

    assertThat(e).isExactlyInstanceOf(row.type());
    assertThat(e.isRetryable()).isEqualTo(row.retryable());
    assertThat(e.getHttpStatus()).isEqualTo(row.status());
    assertThat(e.getRetCode()).isEqualTo(row.retCode());
    assertThat(e.getOperation()).isEqualTo("PutFile");
    assertThat(e.getBucket()).isEqualTo(BUCKET);
    assertThat(e.getKey()).isEqualTo("a.txt");
    assertThat(e.getSessionId()).isEqualTo(US3.emulator().requests().get(0).sessionId());
    assertThat(e.getMessage())
        .startsWith("PutFile demo/a.txt: HTTP " + row.status())
        .contains(row.errMsg())
        .endsWith("session " + e.getSessionId());
  }

  @ParameterizedTest
  @MethodSource("rows")
  void responseToAnUploadWithAPolicyBecomesTheSameException(Row row) {
    US3.emulator().inject(Fault.answer(row.status(), row.retCode(), row.errMsg()));

    Us3ServiceException e = failure(POLICY);

    assertThat(e).isExactlyInstanceOf(row.type());
    assertThat(e.isRetryable()).isEqualTo(row.retryable());
  }

  @ParameterizedTest
  @CsvSource({
    "401, Us3AuthorizationMissingException",
    "403, Us3InvalidSignatureException",
    "404, Us3ObjectNotFoundException",
    "429, Us3ThrottledException",
    "503, Us3ThrottledException",
    "400, Us3ServiceException",
    "500, Us3ServiceException"
  })
  void responseToHeadBecomesTheExceptionOfItsStatus(int status, String type) {
    US3.emulator().inject(Fault.answer(status, -1, "unseen"));

    Us3ServiceException e =
        catchThrowableOfType(Us3ServiceException.class, () -> client.headObject(BUCKET, "a.txt"));

    assertThat(e.getClass().getSimpleName()).isEqualTo(type);
    assertThat(e.getHttpStatus()).isEqualTo(status);
    assertThat(e.getRetCode()).isZero();
    assertThat(e.getErrMsg()).isEmpty();
    assertThat(e.getOperation()).isEqualTo("HeadFile");
  }

  @Test
  void dumpShowsStatusLineHeadersAndBody() {
    US3.emulator().inject(Fault.answer(404, -148654, "file not exist"));

    Us3ServiceException e = failure(null);

    assertThat(e.dumpResponse(false).lines())
        .startsWith("HTTP/1.1 404 Not Found")
        .anyMatch(line -> line.equalsIgnoreCase("X-SessionId: " + e.getSessionId()))
        .anyMatch(line -> line.equalsIgnoreCase("Content-Type: application/json"))
        .noneMatch(line -> line.contains("RetCode"));
    assertThat(e.dumpResponse(true))
        .startsWith(e.dumpResponse(false))
        .endsWith("\n\n{\"RetCode\":-148654, \"ErrMsg\":\"file not exist\"}");
  }

  @Test
  void errMsgShowsUrlsWithoutTheirQueries() {
    String url = "http://app.example.com/cb?Name=hush&Age=20";
    US3.emulator()
        .inject(
            Fault.answer(599, 20003, "send request error: Post " + url + ": dial tcp: refused"));

    Us3ServiceException e = failure(POLICY);

    assertThat(e.getErrMsg()).contains("http://app.example.com/cb?...").contains("refused");
    assertThat(e).hasMessageNotContaining("hush");
  }

  @Test
  void nothingShowsKeysSignatureOrPolicy() {
    US3.emulator().inject(Fault.answer(403, -148643, "invalid signature"));

    Us3ServiceException e = failure(POLICY);

    String authorization = US3.emulator().requests().get(0).header("Authorization").orElseThrow();
    String[] credentials = authorization.split("[ :]", -1);
    assertThat(e + e.dumpResponse(true))
        .doesNotContain("PRIV", "Authorization", "127.0.0.1:1/", credentials[2], credentials[3]);
  }

  private Us3ServiceException failure(String policy) {
    ObjectSource source = ObjectSource.bytes(new byte[1]);
    PutObjectRequest put =
        PutObjectRequest.of(BUCKET, "a.txt", "text/plain", source).withPolicy(policy);
    return catchThrowableOfType(Us3ServiceException.class, () -> client.putObject(put));
  }
}
