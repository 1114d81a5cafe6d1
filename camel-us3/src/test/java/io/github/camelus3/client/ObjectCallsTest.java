package io.github.camelus3.client;

import static io.github.camelus3.client.Clients.BUCKET;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.camelus3.client.source.ObjectSource;
import io.github.camelus3.emulator.ReceivedRequest;
import io.github.camelus3.emulator.StoredObject;
import io.github.camelus3.emulator.Us3Emulator;
import io.github.camelus3.sign.Credentials;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectCallsTest {
  private static final byte[] HELLO = "hello world".getBytes(UTF_8);
  private static final String HELLO_ETAG = "AQAAACqubDXJT8-0FdvpX0CLnOke6Ebt";

  @RegisterExtension static final EmulatedClient US3 = new EmulatedClient();

  private final Us3Emulator emulator = US3.emulator();
  private final Us3Client client = US3.client();

  @Test
  void putStoresTheBytesWithTheirType() throws Exception {
    UploadedObject uploaded = client.putObject(put("reports/q3.txt", HELLO));

    StoredObject stored = emulator.object(BUCKET, "reports/q3.txt").orElseThrow();
    assertThat(stored.bytes()).isEqualTo(HELLO);
    assertThat(stored.mimeType()).isEqualTo("text/plain");
    assertThat(uploaded)
        .isEqualTo(
            new UploadedObject(
                BUCKET, "reports/q3.txt", HELLO_ETAG, 11, null, 200, onlyRequest().sessionId()));
  }

  @Test
  void putSendsOneRequestOfKnownLengthWithoutTransferCodings() throws Exception {
    client.putObject(put("a.txt", HELLO));

    ReceivedRequest request = onlyRequest();
    assertThat(request.header("Content-Length")).contains("11");
    assertThat(request.header("Content-Type")).contains("text/plain");
    assertThat(request.header("Accept-Encoding")).contains("identity");
    assertThat(request.header("User-Agent")).contains(Us3Http.USER_AGENT);
    assertThat(request.headers()).doesNotContainKeys("transfer-encoding", "expect", "content-md5");
  }

  @Test
  void putOverwrites() throws Exception {
    client.putObject(put("a.txt", TestBytes.pattern(1000)));

    client.putObject(put("a.txt", HELLO));

    assertThat(emulator.object(BUCKET, "a.txt").orElseThrow().bytes()).isEqualTo(HELLO);
  }

  @Test
  void putStoresAnEmptyObject() throws Exception {
    UploadedObject uploaded = client.putObject(put("empty", new byte[0]));

    assertThat(uploaded.eTag()).isEqualTo("AAAAANo5o-5ea0sNMlW_75VgGJCv2AcJ");
    assertThat(uploaded.sizeBytes()).isZero();
    assertThat(onlyRequest().header("Content-Length")).contains("0");
  }

  @Test
  void putOfAStreamOfKnownLengthIsVerifiedToo() throws Exception {
    byte[] bytes = TestBytes.pattern((4 << 20) + 1);
    ObjectSource stream = ObjectSource.stream(new ByteArrayInputStream(bytes), bytes.length);

    UploadedObject uploaded = client.putObject(PutObjectRequest.of(BUCKET, "big", "a/b", stream));

    assertThat(uploaded.eTag()).isEqualTo("AgAAAAV4TNEnA2AXSRVyDqVW4bohMKad");
    assertThat(emulator.object(BUCKET, "big").orElseThrow().bytes()).isEqualTo(bytes);
  }

  @Test
  void putCarriesStorageClassAndMetadata() throws Exception {
    ObjectAttributes attributes =
        new ObjectAttributes("text/plain", "IA", Map.of("Owner", "Zoë 张", "Empty", ""));

    client.putObject(put("a.txt", HELLO).withAttributes(attributes));

    StoredObject stored = emulator.object(BUCKET, "a.txt").orElseThrow();
    assertThat(stored.storageClass()).isEqualTo("IA");
    assertThat(stored.metadata()).containsEntry("owner", "Zoë 张").containsEntry("empty", "");
  }

  @Test
  void putWithoutMimeTypeSendsNone() throws Exception {
    client.putObject(put("a.txt", HELLO).withAttributes(ObjectAttributes.NONE));

    assertThat(onlyRequest().header("Content-Type")).isEmpty();
  }

  @Test
  void putSignsTheMimeTypeAsItIsSent() throws Exception {
    client.putObject(
        put("a.txt", HELLO).withAttributes(ObjectAttributes.ofMimeType(" text/plain ")));

    assertThat(onlyRequest().header("Content-Type")).contains("text/plain");
  }

  @Test
  void putSendsTheMd5InLowerCaseHexadecimalWhenAsked() throws Exception {
    client.putObject(put("a.txt", HELLO).withChecks(new IntegrityOptions(true, true)));

    assertThat(onlyRequest().header("Content-MD5")).contains("5eb63bbbe01eeed093cb22bb8f5acdc3");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "目录/文件 名.txt",
        "a b+c/d&e=f%20#1?.txt",
        "${header.secret}",
        "100%",
        "a/../b",
        "./a",
        "a/./b",
        "a/..",
        "..a",
        "/leading",
        "//a//b//",
        "a\\b",
        "tab\there",
        "'quote\"<>|^`{}[]",
        "😀"
      })
  void everyKeyComesBackAsItWent(String key) throws Exception {
    client.putObject(put(key, HELLO));

    assertThat(emulator.keys(BUCKET)).containsExactly(key);
    assertThat(client.headObject(BUCKET, key).sizeBytes()).isEqualTo(11);
    try (ObjectContent content = client.getObject(BUCKET, key)) {
      assertThat(content.body().readAllBytes()).isEqualTo(HELLO);
    }
    client.deleteObject(BUCKET, key);
    assertThat(emulator.keys(BUCKET)).isEmpty();
  }

  @Test
  void securityTokenTravelsInItsHeader() throws Exception {
    Credentials sts = new Credentials("PUB", "PRIV", "sts-token");
    try (Us3Client temporary = Clients.builder(emulator.endpoint()).credentials(sts).build()) {
      temporary.putObject(put("a.txt", HELLO));
    }

    assertThat(onlyRequest().header("SecurityToken")).contains("sts-token");
  }

  @Test
  void headTellsWhatTheServiceKnows() throws Exception {
    client.putObject(
        put("a.txt", HELLO)
            .withAttributes(new ObjectAttributes("text/plain", "IA", Map.of("Owner", "me"))));

    ObjectInfo info = client.headObject(BUCKET, "a.txt");

    assertThat(info.eTag()).isEqualTo(HELLO_ETAG);
    assertThat(info.sizeBytes()).isEqualTo(11);
    assertThat(info.mimeType()).isEqualTo("text/plain");
    assertThat(info.storageClass()).isEqualTo("IA");
    assertThat(info.metadata()).containsOnly(Map.entry("owner", "me"));
    assertThat(info.lastModified()).isBeforeOrEqualTo(Instant.now());
    assertThat(info.httpStatus()).isEqualTo(200);
    assertThat(info.sessionId()).isNotBlank();
  }

  @Test
  void getGivesTheWholeObject() throws Exception {
    byte[] bytes = TestBytes.pattern(300_000);
    emulator.putObject(BUCKET, "big", bytes, "video/mp4");

    try (ObjectContent content = client.getObject(BUCKET, "big")) {
      assertThat(content.contentLength()).isEqualTo(300_000);
      assertThat(content.info().mimeType()).isEqualTo("video/mp4");
      assertThat(content.info().eTag())
          .isEqualTo(emulator.object(BUCKET, "big").orElseThrow().eTag());
      assertThat(content.body().readAllBytes()).isEqualTo(bytes);
    }
  }

  @Test
  void getReturnsRangesOfAnObject() throws Exception {
    emulator.putObject(BUCKET, "hello", HELLO, "text/plain");

    assertThat(piece(new ByteRange(0, 4))).isEqualTo("hello of 11");
    assertThat(piece(new ByteRange(6, 100))).isEqualTo("world of 11");
    assertThat(piece(ByteRange.from(10))).isEqualTo("d of 11");
  }

  @Test
  void getOfARangeAfterTheEndIsAnError() {
    emulator.putObject(BUCKET, "hello", HELLO, "text/plain");

    assertThatExceptionOfType(Us3ServiceException.class)
        .isThrownBy(() -> client.getObject(BUCKET, "hello", ByteRange.from(11)))
        .satisfies(e -> assertThat(e.getHttpStatus()).isEqualTo(416));
  }

  @Test
  void contentMayBeClosedBeforeItsEnd() throws Exception {
    emulator.putObject(BUCKET, "big", TestBytes.pattern(8 << 20), "a/b");

    try (ObjectContent content = client.getObject(BUCKET, "big")) {
      assertThat(content.body().read()).isZero();
    }

    assertThat(client.headObject(BUCKET, "big").sizeBytes()).isEqualTo(8 << 20);
  }

  @Test
  void dateToCompareWithHasTwoDigitsForItsDay() throws Exception {
    emulator.putObject(BUCKET, "hello", HELLO, "text/plain");
    Instant since = Instant.parse("2024-01-02T03:04:05.999Z");

    client.getObjectIfModifiedSince(BUCKET, "hello", since).orElseThrow().close();

    assertThat(onlyRequest().header("If-Modified-Since")).contains("Tue, 02 Jan 2024 03:04:05 GMT");
  }

  @Test
  void deleteDeletes() throws Exception {
    emulator.putObject(BUCKET, "hello", HELLO, "text/plain");

    client.deleteObject(BUCKET, "hello");

    assertThat(emulator.keys(BUCKET)).isEmpty();
  }

  private String piece(ByteRange range) throws Exception {
    try (ObjectContent content = client.getObject(BUCKET, "hello", range)) {
      String text = new String(content.body().readAllBytes(), UTF_8);
      assertThat(content.contentLength()).isEqualTo(text.length());
      return text + " of " + content.info().sizeBytes();
    }
  }

  private ReceivedRequest onlyRequest() {
    assertThat(emulator.requests()).hasSize(1);
    return emulator.requests().get(0);
  }

  private static PutObjectRequest put(String key, byte[] bytes) {
    return PutObjectRequest.of(BUCKET, key, "text/plain", ObjectSource.bytes(bytes));
  }
}
