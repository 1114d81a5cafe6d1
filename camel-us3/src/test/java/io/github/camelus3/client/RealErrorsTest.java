package io.github.camelus3.client;

import static io.github.camelus3.client.Clients.BUCKET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.camelus3.client.source.ObjectSource;
import io.github.camelus3.emulator.Us3Emulator;
import io.github.camelus3.sign.Credentials;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Exceptions of real conditions, not of injected faults. */
class RealErrorsTest {
  private static final ObjectSource SOURCE = ObjectSource.bytes(TestBytes.pattern(1000));

  @RegisterExtension
  static final EmulatedClient US3 = new EmulatedClient(Clients.emulatorBuilder().blockSize(1000));

  private final Us3Emulator emulator = US3.emulator();
  private final Us3Client client = US3.client();

  @Test
  void wrongPrivateKey() {
    Credentials wrong = Credentials.of("PUB", "another");
    try (Us3Client other = Clients.builder(emulator.endpoint()).credentials(wrong).build()) {
      assertService(() -> other.putObject(put(null)), 403, -148643, "invalid signature");
      assertThat(catchThrowable(() -> other.putObject(put(null))))
          .isExactlyInstanceOf(Us3InvalidSignatureException.class)
          .hasMessageNotContaining("another");
      assertThat(catchThrowable(() -> other.headObject(BUCKET, "k")))
          .isExactlyInstanceOf(Us3InvalidSignatureException.class);
    }
    assertThat(emulator.keys(BUCKET)).isEmpty();
  }

  @Test
  void unknownPublicKey() {
    Credentials unknown = Credentials.of("NOBODY", "PRIV");
    try (Us3Client other = Clients.builder(emulator.endpoint()).credentials(unknown).build()) {
      assertThat(catchThrowable(() -> other.putObject(put(null))))
          .isExactlyInstanceOf(Us3InvalidSignatureException.class);
    }
  }

  @Test
  void bucketThatIsNotThere() {
    emulator.deleteBucket(BUCKET);

    Us3ServiceException e =
        assertService(() -> client.putObject(put(null)), 400, -148653, "bucket not exists");

    assertThat(e).isExactlyInstanceOf(Us3BucketNotFoundException.class);
    assertThat(e.isRetryable()).isFalse();
  }

  @Test
  void objectThatIsNotThere() {
    assertThat(assertService(() -> client.getObject(BUCKET, "k"), 404, -148654, "file not exist"))
        .isExactlyInstanceOf(Us3ObjectNotFoundException.class);
    assertThat(
            assertService(() -> client.deleteObject(BUCKET, "k"), 404, -148654, "file not exist"))
        .isExactlyInstanceOf(Us3ObjectNotFoundException.class);
    assertThat(assertService(() -> client.headObject(BUCKET, "k"), 404, 0, ""))
        .isExactlyInstanceOf(Us3ObjectNotFoundException.class);
  }

  @Test
  void uploadThatIsNotThere() {
    MultipartUpload upload = new MultipartUpload(BUCKET, "k", "unknown", null, 1000);

    assertThat(catchThrowable(() -> client.uploadPart(upload, 0, SOURCE, IntegrityOptions.DEFAULT)))
        .isExactlyInstanceOf(Us3ObjectNotFoundException.class);
    assertThat(catchThrowable(() -> client.abortMultipartUpload(BUCKET, "k", "unknown")))
        .isExactlyInstanceOf(Us3ObjectNotFoundException.class);
  }

  @Test
  void partThatIsStoredAlready() throws Exception {
    MultipartUpload upload = client.initiateMultipartUpload(BUCKET, "k", ObjectAttributes.NONE);
    client.uploadPart(upload, 0, SOURCE, IntegrityOptions.DEFAULT);

    Us3ServiceException e =
        assertService(
            () -> client.uploadPart(upload, 0, SOURCE, IntegrityOptions.DEFAULT),
            500,
            -1014,
            "put duplicate key error");

    assertThat(e).isExactlyInstanceOf(Us3DuplicatePartException.class);
    assertThat(e.isRetryable()).isFalse();
    assertThat(e.getOperation()).isEqualTo("UploadPart");
  }

  @Test
  void partLargerThanThePartSize() throws Exception {
    MultipartUpload upload = client.initiateMultipartUpload(BUCKET, "k", ObjectAttributes.NONE);
    ObjectSource large = ObjectSource.bytes(new byte[1001]);

    Us3ServiceException e =
        assertService(
            () -> client.uploadPart(upload, 0, large, IntegrityOptions.DEFAULT),
            400,
            -148660,
            "content length:1001 larger than block size:1000");

    assertThat(e).isExactlyInstanceOf(Us3ServiceException.class);
  }

  @Test
  void finishWithAPartMissing() throws Exception {
    MultipartUpload upload = client.initiateMultipartUpload(BUCKET, "k", ObjectAttributes.NONE);
    UploadedPart part = client.uploadPart(upload, 0, SOURCE, IntegrityOptions.DEFAULT);
    client.uploadPart(upload, 1, SOURCE, IntegrityOptions.DEFAULT);

    Us3ServiceException e =
        assertService(
            () -> client.finishMultipartUpload(upload, List.of(part), null),
            400,
            -148660,
            "invalid etag count");

    assertThat(e).isExactlyInstanceOf(Us3ServiceException.class);
  }

  @Test
  void policyThatTheServiceRefuses() {
    Us3ServiceException e =
        assertService(() -> client.putObject(put("no JSON")), 400, -148660, "invalid put policy");

    assertThat(e).isExactlyInstanceOf(Us3InvalidPutPolicyException.class);
    assertThat(emulator.keys(BUCKET)).isEmpty();
  }

  @Test
  void callbackServiceThatIsNotThere() {
    String url = ScriptedServer.closedEndpoint() + "/cb";

    Us3ServiceException e = failure(() -> client.putObject(put(policy(url))));

    assertThat(e).isExactlyInstanceOf(Us3CallbackUnreachableException.class);
    assertThat(e.getHttpStatus()).isEqualTo(599);
    assertThat(e.getRetCode()).isEqualTo(20003);
    assertThat(e.getErrMsg())
        .startsWith("send request error: Post " + url)
        .contains("connection refused")
        .doesNotContain("hush");
    assertThat(e).hasMessageNotContaining("hush");
    assertThat(e.isRetryable()).isFalse();
    assertThat(emulator.keys(BUCKET)).containsExactly("k");
  }

  @Test
  void callbackServiceThatRepliesWithPlainText() {
    Us3ServiceException e =
        callbackFailure(ScriptedServer.response(200, "text/plain; charset=utf-8", "", "ok"));

    assertThat(e).isExactlyInstanceOf(Us3CallbackContentTypeException.class);
    assertThat(e.getHttpStatus()).isEqualTo(599);
    assertThat(e.getRetCode()).isEqualTo(20008);
    assertThat(e.getErrMsg()).isEqualTo("expect json, but received text/plain; charset=utf-8");
  }

  @Test
  void callbackServiceThatRepliesWithBrokenJson() {
    Us3ServiceException e = callbackFailure(ScriptedServer.json(200, "{\"ok\":true,}"));

    assertThat(e).isExactlyInstanceOf(Us3CallbackBodyException.class);
    assertThat(e.getRetCode()).isEqualTo(20008);
  }

  @Test
  void callbackServiceThatRefuses() {
    String reply = "{\"error\":\"no such user\"}";

    Us3ServiceException e = callbackFailure(ScriptedServer.json(403, reply));

    assertThat(e).isExactlyInstanceOf(Us3CallbackRejectedException.class);
    assertThat(((Us3CallbackRejectedException) e).getReply()).isEqualTo(reply);
    assertThat(e.getHttpStatus()).isEqualTo(403);
    assertThat(e.getRetCode()).isZero();
    assertThat(e.isRetryable()).isFalse();
  }

  @Test
  void callbackServiceThatIsBusyIsNotTheServiceThrottling() {
    Us3ServiceException e = callbackFailure(ScriptedServer.json(503, "{\"busy\":true}"));

    assertThat(e).isExactlyInstanceOf(Us3CallbackRejectedException.class);
    assertThat(e.isRetryable()).isFalse();
  }

  @Test
  void callbackServiceThatAgrees() throws Exception {
    String reply = "{\"RetCode\":-1, \"Name\":\"张\"}";
    try (ScriptedServer callback = ScriptedServer.playing(ScriptedServer.json(200, reply))) {
      UploadedObject uploaded = client.putObject(put(policy(callback.endpoint() + "/cb")));

      assertThat(uploaded.callbackReply()).isEqualTo(reply);
      assertThat(uploaded.eTag()).isEqualTo(emulator.object(BUCKET, "k").orElseThrow().eTag());
      assertThat(callback.requestLines()).containsExactly("POST /cb?token=hush HTTP/1.1");
    }
  }

  private Us3ServiceException callbackFailure(ScriptedServer.Step reply) {
    try (ScriptedServer callback = ScriptedServer.playing(reply)) {
      Us3ServiceException e =
          failure(() -> client.putObject(put(policy(callback.endpoint() + "/cb"))));
      assertThat(emulator.keys(BUCKET)).containsExactly("k");
      return e;
    }
  }

  private static Us3ServiceException assertService(
      ThrowingCallable call, int status, int retCode, String errMsg) {
    Us3ServiceException e = failure(call);
    assertThat(e.getHttpStatus()).isEqualTo(status);
    assertThat(e.getRetCode()).isEqualTo(retCode);
    assertThat(e.getErrMsg()).isEqualTo(errMsg);
    assertThat(e.getBucket()).isEqualTo(BUCKET);
    assertThat(e.getKey()).isEqualTo("k");
    assertThat(e.getSessionId()).isNotBlank();
    assertThat(e.dumpResponse(true)).contains(" " + status).doesNotContain("Authorization");
    return e;
  }

  private static Us3ServiceException failure(ThrowingCallable call) {
    return catchThrowableOfType(Us3ServiceException.class, call);
  }

  private static PutObjectRequest put(String policy) {
    return PutObjectRequest.of(BUCKET, "k", "text/plain", SOURCE).withPolicy(policy);
  }

  private static String policy(String url) {
    return "{\"callbackUrl\":\"" + url + "\",\"callbackBody\":\"token=hush\"}";
  }
}
