package io.github.camelus3.client;

import static io.github.camelus3.client.Clients.BUCKET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.camelus3.client.source.ObjectSource;
import io.github.camelus3.emulator.Fault;
import io.github.camelus3.emulator.Us3EmulatorExtension;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Which exception a response becomes. Statuses, codes and texts are those of UCloud's SDK documents
 * (go-sdk, upload callback) and of live answers in public issues (gosdk 3 and 4, juicefs 3763).
 */
class ErrorRowsTest {
  private static final String POLICY = "{\"callbackUrl\":\"http://127.0.0.1:1/\"}";

  @RegisterExtension static final Us3EmulatorExtension US3 = Clients.emulator();

  private Us3Client client;

  @BeforeEach
  void open() {
    client = Clients.of(US3.emulator().endpoint());
  }

  @AfterEach
  void close() {
    client.close();
  }

  static Stream<Arguments> rows() {
    return Stream.of(
        row(400, -148653, "bucket not exists", Us3BucketNotFoundException.class, false),
        row(404, -30010, "bucket not exist", Us3BucketNotFoundException.class, false),
        row(400, -15036, "check md5 failed", Us3Md5MismatchException.class, true),
        row(401, -148643, "no authorization found", Us3AuthorizationMissingException.class, false),
        row(403, -148643, "invalid signature", Us3InvalidSignatureException.class, false),
        row(403, -148658, "invalid signature", Us3InvalidSignatureException.class, false),
        row(403, -1, "Invalid Signature", Us3InvalidSignatureException.class, false),
        row(400, -148660, "invalid put policy", Us3InvalidPutPolicyException.class, false),
        row(401, -148660, "request expired", Us3RequestExpiredException.class, false),
        row(401, -148660, "token expires", Us3RequestExpiredException.class, false),
        row(404, -148654, "file not exist", Us3ObjectNotFoundException.class, false),
        row(500, -1014, "put duplicate key error", Us3DuplicatePartException.class, false),
        row(429, 0, "", Us3ThrottledException.class, true),
        row(429, -1, "slow down", Us3ThrottledException.class, true),
        row(503, -148643, "busy", Us3ThrottledException.class, true),
        row(599, 20003, "send request error: EOF", Us3CallbackUnreachableException.class, false),
        row(
            599,
            20008,
            "expect json, but received text/plain; charset=utf-8",
            Us3CallbackContentTypeException.class,
            false),
        row(
            599,
            20008,
            "expect json, but the response body is not a strict json string",
            Us3CallbackBodyException.class,
            false),
        row(599, 20008, "something new", Us3CallbackException.class, false),
        row(599, 20099, "something new", Us3CallbackException.class, false),
        row(599, 0, "", Us3CallbackException.class, false),
        row(400, -148660, "new file name already exists", Us3ServiceException.class, false),
        row(400, -148660, "content length:2 larger than 1", Us3ServiceException.class, false),
        row(403, -148660, "switch class not allowed", Us3ServiceException.class, false),
        row(403, -1, "action not allow", Us3ServiceException.class, false),
        row(500, -1, "internal error", Us3ServiceException.class, true),
        row(502, 0, "", Us3ServiceException.class, true));
  }

  private static Arguments row(
      int status,
      int retCode,
      String errMsg,
      Class<? extends Us3ServiceException> type,
      boolean retryable) {
    return Arguments.of(status, retCode, errMsg, type, retryable);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void answerBecomesItsException(
      int status,
      int retCode,
      String errMsg,
      Class<? extends Us3ServiceException> type,
      boolean retryable) {
    US3.emulator().inject(Fault.answer(status, retCode, errMsg));

    Us3ServiceException e = failure(null);

    assertThat(e).isExactlyInstanceOf(type);
    assertThat(e.isRetryable()).isEqualTo(retryable);
    assertThat(e.getHttpStatus()).isEqualTo(status);
    assertThat(e.getRetCode()).isEqualTo(retCode);
    assertThat(e.getOperation()).isEqualTo("PutFile");
    assertThat(e.getBucket()).isEqualTo(BUCKET);
    assertThat(e.getKey()).isEqualTo("a.txt");
    assertThat(e.getSessionId()).isEqualTo(US3.emulator().requests().get(0).sessionId());
    assertThat(e.getMessage())
        .startsWith("PutFile demo/a.txt: HTTP " + status)
        .contains(errMsg)
        .endsWith("session " + e.getSessionId());
  }

  @ParameterizedTest
  @MethodSource("rows")
  void answerToAnUploadWithAPolicyBecomesTheSame(
      int status,
      int retCode,
      String errMsg,
      Class<? extends Us3ServiceException> type,
      boolean retryable) {
    US3.emulator().inject(Fault.answer(status, retCode, errMsg));

    Us3ServiceException e = failure(POLICY);

    assertThat(e).isExactlyInstanceOf(type);
    assertThat(e.isRetryable()).isEqualTo(retryable);
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
  void answerToHeadIsToldByItsStatusBecauseItHasNoBody(int status, String type) {
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
