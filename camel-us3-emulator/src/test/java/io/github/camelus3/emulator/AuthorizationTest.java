package io.github.camelus3.emulator;

import static io.github.camelus3.emulator.TestClient.BUCKET;
import static io.github.camelus3.emulator.TestClient.json;
import static io.github.camelus3.emulator.TestClient.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorizationTest {
  private static final byte[] NONE = {};
  private static final byte[] HELLO = "hello world".getBytes(StandardCharsets.UTF_8);

  /** 2030-01-01T00:00:00Z, the end of the published pre-signed URLs. */
  private static final long EXPIRES = 1_893_456_000;

  @RegisterExtension final TestEmulator us3 = new TestEmulator();
  private final TestClient client = us3.client();

  private void startAt(long unixSeconds) {
    us3.restart(
        TestClient.emulator()
            .clock(Clock.fixed(Instant.ofEpochSecond(unixSeconds), ZoneOffset.UTC)));
  }

  private static void assertRefused(HttpResponse<byte[]> response) {
    assertThat(response.statusCode()).isEqualTo(403);
    assertThat(text(response)).isEqualTo("{\"RetCode\":-148643, \"ErrMsg\":\"invalid signature\"}");
  }

  @Test
  void wrongPrivateKeyIsRefused() {
    TestClient other = new TestClient(us3.emulator(), new Signer(Signer.DEMO.publicKey(), "wrong"));

    assertRefused(other.put("k", HELLO));
    assertThat(us3.emulator().keys(BUCKET)).isEmpty();
  }

  @Test
  void unknownPublicKeyIsRefused() {
    TestClient other =
        new TestClient(us3.emulator(), new Signer("other", Signer.DEMO.privateKey()));

    assertRefused(other.put("k", HELLO));
  }

  @Test
  void liveRetCodeIsSentWhenConfigured() {
    us3.restart(TestClient.emulator().invalidSignatureRetCode(-148658));
    TestClient other = new TestClient(us3.emulator(), new Signer("other", "wrong"));

    assertThat(json(other.put("k", HELLO)).get("RetCode").intValue()).isEqualTo(-148658);
  }

  @Test
  void otherContentTypeThanTheSignedOneIsRefused() {
    HttpRequest.Builder request = client.request("PUT", "k", "text/plain", HELLO);

    assertRefused(client.send(request.setHeader("Content-Type", "text/html")));
  }

  @Test
  void otherKeyThanTheSignedOneIsRefused() {
    HttpRequest.Builder request = client.unsigned("PUT", "k", "", HELLO);

    assertRefused(
        client.send(
            request.header("Authorization", Signer.DEMO.authorization("PUT", "", BUCKET, "K"))));
  }

  @Test
  void missingCredentialIsToldSo() {
    HttpResponse<byte[]> response = client.send(client.unsigned("PUT", "k", "", HELLO));

    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(text(response))
        .isEqualTo("{\"RetCode\":-148643, \"ErrMsg\":\"no authorization found\"}");
  }

  @Test
  void otherSchemeIsNoCredential() {
    HttpRequest.Builder request =
        client.unsigned("PUT", "k", "", HELLO).header("Authorization", "Basic abc:def");

    assertThat(client.send(request).statusCode()).isEqualTo(401);
  }

  @Test
  void credentialInHeaderAndUrlAtOnceIsRefused() {
    startAt(EXPIRES - 1);
    HttpRequest.Builder request = client.request("GET", "k", presigned("GET", "", "k"), "", NONE);

    assertThat(client.send(request).statusCode()).isEqualTo(401);
  }

  @Test
  void dateIsSignedButNotChecked() {
    String signed = "PUT\n\n\n20240102030405\n/" + BUCKET + "/k";
    HttpRequest.Builder request =
        rawDate(client.unsigned("PUT", "k", "", HELLO))
            .header("Authorization", Signer.DEMO.header(signed));

    assertThat(client.send(request).statusCode()).isEqualTo(200);
  }

  private static HttpRequest.Builder rawDate(HttpRequest.Builder request) {
    return request.header("Date", "20240102030405");
  }

  /** Published vector V2 (a). */
  @Test
  void md5AndDateOfThePublishedVectorAreAccepted() {
    HttpRequest.Builder request =
        rawDate(client.unsigned("PUT", "demokey.txt", "", HELLO))
            .header("Content-MD5", "5eb63bbbe01eeed093cb22bb8f5acdc3")
            .header("Content-Type", "text/plain; charset=utf-8")
            .header(
                "Authorization",
                "UCloud " + Signer.DEMO.publicKey() + ":dd2HBZOeVW+Qi57uJkdQHOqbnhs=");

    assertThat(client.send(request).statusCode()).isEqualTo(200);
  }

  @Test
  void wrongMd5IsRefusedAndNothingStored() {
    String md5 = "5eb63bbbe01eeed093cb22bb8f5acdc4";
    String signed = "PUT\n" + md5 + "\n\n\n/" + BUCKET + "/k";

    HttpResponse<byte[]> response =
        client.send(
            client
                .unsigned("PUT", "k", "", HELLO)
                .header("Content-MD5", md5)
                .header("Authorization", Signer.DEMO.header(signed)));

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(text(response)).isEqualTo("{\"RetCode\":-15036, \"ErrMsg\":\"check md5 failed\"}");
    assertThat(us3.emulator().keys(BUCKET)).isEmpty();
  }

  /** Published vector V5: sorted, unsorted as the page prints it, and what most SDKs do. */
  @Test
  void uCloudHeadersMayBeSignedOrNot() {
    assertThat(putWithUCloudHeaders("79KNCGBEFqWHNLMV3p66J7lnl9A=").statusCode()).isEqualTo(200);
    assertThat(putWithUCloudHeaders("slBNwiBlJ0TCEBj0J7BS5pR2wr0=").statusCode()).isEqualTo(403);
    String unsigned = Signer.DEMO.signature("PUT\n\nimage/jpeg\n\n/demobucket/demokey");
    assertThat(putWithUCloudHeaders(unsigned).statusCode()).isEqualTo(200);
  }

  @Test
  void unsignedUCloudHeadersAreRefusedWhenStrict() {
    us3.restart(TestClient.emulator().strictCanonicalHeaders(true));

    String unsigned = Signer.DEMO.signature("PUT\n\nimage/jpeg\n\n/demobucket/demokey");
    assertThat(putWithUCloudHeaders(unsigned).statusCode()).isEqualTo(403);
    assertThat(putWithUCloudHeaders("79KNCGBEFqWHNLMV3p66J7lnl9A=").statusCode()).isEqualTo(200);
  }

  private HttpResponse<byte[]> putWithUCloudHeaders(String signature) {
    return client.send(
        client
            .unsigned("PUT", "demokey", "", HELLO)
            .header("Content-Type", "image/jpeg")
            .header("X-UCloud-Foo", "foo")
            .header("X-UCloud-Bar", "bar1")
            .header("X-UCloud-Bar", "bar2")
            .header("Authorization", "UCloud " + Signer.DEMO.publicKey() + ":" + signature));
  }

  private static String presigned(String method, String contentType, String key) {
    String signature =
        Signer.DEMO.signature(
            method + "\n\n" + contentType + "\n" + EXPIRES + "\n/" + BUCKET + "/" + key);
    return "?Expires="
        + EXPIRES
        + "&Signature="
        + URLEncoder.encode(signature, StandardCharsets.UTF_8)
        + "&UCloudPublicKey="
        + Signer.DEMO.publicKey();
  }

  /** Published vector V11. */
  @Test
  void publishedPresignedUrlIsAccepted() {
    startAt(EXPIRES - 1);
    us3.emulator().putObject(BUCKET, "目录/a b+c.txt", HELLO, "text/plain");

    String query =
        "?Expires=1893456000&Signature=o%2FBqz3F%2FAjg6DQfGbXg9R%2FWkXzg%3D"
            + "&UCloudPublicKey=TOKEN_11111111-2222-3333-4444-555555555555";
    HttpResponse<byte[]> response =
        client.send(client.unsigned("GET", "目录/a b+c.txt", query, NONE));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo(HELLO);
  }

  @Test
  void presignedUrlStillWorksInItsLastSecond() {
    startAt(EXPIRES);
    client.put("k", HELLO);

    HttpRequest.Builder request = client.unsigned("GET", "k", presigned("GET", "", "k"), NONE);

    assertThat(client.send(request).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 500, 999})
  void presignedUrlWorksUntilItsLastSecondIsOver(long millis) {
    us3.restart(
        TestClient.emulator()
            .clock(Clock.fixed(Instant.ofEpochSecond(EXPIRES).plusMillis(millis), ZoneOffset.UTC)));
    client.put("k", HELLO);

    HttpRequest.Builder request = client.unsigned("GET", "k", presigned("GET", "", "k"), NONE);

    assertThat(client.send(request).statusCode()).isEqualTo(200);
  }

  /** As the C++ and PHP SDKs make them. */
  @ParameterizedTest
  @ValueSource(strings = {"", "&Expires", "&Expires="})
  void presignedUrlWithoutAnEndNeverEnds(String expires) {
    startAt(32_503_680_000L); // the year 3000
    client.put("k", HELLO);
    String signature = Signer.DEMO.signature("GET\n\n\n\n/" + BUCKET + "/k");
    String query =
        "?UCloudPublicKey="
            + Signer.DEMO.publicKey()
            + "&Signature="
            + URLEncoder.encode(signature, StandardCharsets.UTF_8)
            + expires;

    assertThat(client.send(client.unsigned("GET", "k", query, NONE)).statusCode()).isEqualTo(200);
    assertRefused(client.send(client.unsigned("GET", "other", query, NONE)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"never", "99999999999999999999", "-1", "0"})
  void presignedUrlThatEndsAtNoTimeHasEnded(String expires) {
    String query = "?UCloudPublicKey=x&Signature=y&Expires=" + expires;

    assertThat(client.send(client.unsigned("GET", "k", query, NONE)).statusCode()).isEqualTo(401);
  }

  @Test
  void expiryIsCheckedBeforeTheSignature() {
    startAt(EXPIRES + 1);

    HttpResponse<byte[]> response =
        client.send(client.unsigned("GET", "k", presigned("GET", "", "other"), NONE));

    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(text(response)).isEqualTo("{\"RetCode\":-148660, \"ErrMsg\":\"request expired\"}");
  }

  @Test
  void presignedPutNeedsTheSignedContentType() {
    startAt(EXPIRES - 1);
    String query = presigned("PUT", "application/octet-stream", "k");

    assertRefused(client.send(client.unsigned("PUT", "k", query, HELLO)));
    HttpRequest.Builder right =
        client
            .unsigned("PUT", "k", query, HELLO)
            .header("Content-Type", "application/octet-stream");
    assertThat(client.send(right).statusCode()).isEqualTo(200);
  }

  @Test
  void presignedOverwriteIsRefusedWhenSoBuilt() {
    us3.restart(
        TestClient.emulator()
            .refusePresignedOverwrite(true)
            .clock(Clock.fixed(Instant.ofEpochSecond(EXPIRES - 1), ZoneOffset.UTC)));
    client.put("k", HELLO);

    HttpRequest.Builder request = client.unsigned("PUT", "k", presigned("PUT", "", "k"), HELLO);

    assertThat(client.send(request).statusCode()).isEqualTo(401);
  }

  @Test
  void anyoneMayReadAPublicBucketButNotWriteToIt() {
    us3.restart(Us3Emulator.builder().publicBucket(BUCKET));
    us3.emulator().putObject(BUCKET, "k", HELLO, "text/plain");

    assertThat(client.send(client.unsigned("GET", "k", "", NONE)).statusCode()).isEqualTo(200);
    assertThat(client.send(client.unsigned("HEAD", "k", "", NONE)).statusCode()).isEqualTo(200);
    assertThat(client.send(client.unsigned("PUT", "k", "", HELLO)).statusCode()).isEqualTo(401);
    assertThat(client.send(client.unsigned("GET", "none", "", NONE)).statusCode()).isEqualTo(404);
  }

  @Test
  void twoEmulatorsWithTheirOwnKeysLiveSideBySide() {
    try (Us3Emulator other = Us3Emulator.builder().bucket(BUCKET).credentials("pub", "x").start()) {
      assertThat(new TestClient(other, new Signer("pub", "x")).put("k", HELLO).statusCode())
          .isEqualTo(200);
      assertRefused(new TestClient(us3.emulator(), new Signer("pub", "x")).put("k", HELLO));
    }
  }
}
