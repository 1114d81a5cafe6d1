package io.github.camelus3.emulator;

import static io.github.camelus3.emulator.TestClient.BUCKET;
import static io.github.camelus3.emulator.TestClient.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What pages in a browser send: forms and preflight requests. */
class BrowserTest {
  private static final byte[] NONE = {};

  @RegisterExtension final TestEmulator us3 = new TestEmulator();
  private final TestClient client = us3.client();

  private static String field(String name, String value) {
    return "--B\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
  }

  private static String file(String bytes) {
    return "--B\r\nContent-Disposition: form-data; name=\"file\"; filename=\"x\"\r\n"
        + "Content-Type: image/jpeg\r\n\r\n"
        + bytes
        + "\r\n";
  }

  private static String form(String authorization, String ending) {
    return field("FileName", "form/图.jpg")
        + field("Authorization", authorization)
        + field("Content-Type", "image/jpeg")
        + file("--Bogus\r\n--")
        + ending;
  }

  private static String authorization() {
    return Signer.DEMO.authorization("POST", "image/jpeg", BUCKET, "form/图.jpg");
  }

  private HttpResponse<byte[]> post(String path, String form) {
    return client.send(
        client
            .unsigned("POST", path, "", form.getBytes(StandardCharsets.UTF_8))
            .header("Content-Type", "multipart/form-data; boundary=B"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--B--\r\n",
        "--B--",
        "--B",
        "--B\r\n",
        "--B\r\n\r\n--B--\r\n",
        "--B\r\n--B--\r\n"
      })
  void formIsStoredHoweverItEnds(String ending) {
    HttpResponse<byte[]> response = post("", form(authorization(), ending));

    assertThat(response.statusCode()).as(text(response)).isEqualTo(200);
    StoredObject object = us3.emulator().object(BUCKET, "form/图.jpg").orElseThrow();
    assertThat(new String(object.bytes(), StandardCharsets.UTF_8)).isEqualTo("--Bogus\r\n--");
    assertThat(object.mimeType()).isEqualTo("image/jpeg");
    assertThat(response.headers().firstValue("ETag")).hasValue('"' + object.eTag() + '"');
  }

  @Test
  void formWithoutAFieldForItsTypeIsSignedWithTheFilesOwn() {
    String form =
        field("FileName", "form/图.jpg") + field("Authorization", authorization()) + file("x");

    assertThat(post("", form + "--B--\r\n").statusCode()).isEqualTo(200);
  }

  @Test
  void formThatIsNoneIsRefused() {
    assertThat(post("", "nonsense").statusCode()).isEqualTo(401);
    assertThat(post("", "--B\r\nnonsense\r\n\r\n--B--").statusCode()).isEqualTo(400);
  }

  @Test
  void formWithAWrongSignatureStoresNothing() {
    String other = Signer.DEMO.authorization("POST", "image/jpeg", BUCKET, "other");

    assertThat(post("", form(other, "--B--")).statusCode()).isEqualTo(403);
    assertThat(us3.emulator().keys(BUCKET)).isEmpty();
  }

  @Test
  void formWithoutACredentialIs401() {
    assertThat(post("", field("FileName", "k") + file("x") + "--B--").statusCode()).isEqualTo(401);
  }

  @Test
  void formWithoutAFileIsRefused() {
    String form =
        field("FileName", "k")
            + field("Authorization", Signer.DEMO.authorization("POST", "", BUCKET, "k"));

    assertThat(post("", form + "--B--").statusCode()).isEqualTo(400);
  }

  @Test
  void wrongMd5InAFieldIsRefused() {
    String md5 = "00000000000000000000000000000000";
    String authorization = Signer.DEMO.header("POST\n" + md5 + "\nimage/jpeg\n\n/demobucket/k");
    String form =
        field("FileName", "k")
            + field("Authorization", authorization)
            + field("Content-MD5", md5)
            + file("x");

    assertThat(text(post("", form + "--B--"))).contains("-15036");
  }

  /** The JavaScript SDK posts to the key and puts a policy into the field. */
  @Test
  void formMayCarryAPolicy() {
    try (CallbackServer callback = CallbackServer.replying(200, "application/json", "{}")) {
      String policy = "{\"callbackUrl\":\"" + callback.url("/cb") + "\"}";
      String encoded = Base64.getEncoder().encodeToString(policy.getBytes(StandardCharsets.UTF_8));
      String signed = "POST\n\nimage/jpeg\n\n/demobucket/form/图.jpg" + encoded;

      HttpResponse<byte[]> response =
          post("form/图.jpg", form(Signer.DEMO.header(signed) + ":" + encoded, "--B--"));

      assertThat(text(response)).isEqualTo("{}");
      assertThat(callback.received()).hasSize(1);
    }
  }

  @Test
  void preflightAllowsWhatThePageAsksFor() throws IOException {
    try (RawConnection connection = new RawConnection(us3.emulator().port())) {
      connection.send(
          """
          OPTIONS /k HTTP/1.1
          Host: 127.0.0.1
          Origin: http://page.example
          Access-Control-Request-Method: PUT
          Access-Control-Request-Headers: authorization,content-type
          """);

      RawConnection.Response response = connection.read();

      assertThat(response.status()).isEqualTo(200);
      assertThat(response.header("Access-Control-Allow-Origin")).hasValue("*");
      assertThat(response.header("Access-Control-Allow-Methods").orElseThrow()).contains("PUT");
      assertThat(response.header("Access-Control-Allow-Headers"))
          .hasValue("authorization,content-type");
    }
  }

  @Test
  void pageMayReadETagAndErrors() {
    HttpResponse<byte[]> refused =
        client.send(client.unsigned("PUT", "k", "", NONE).header("Origin", "http://page.example"));

    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(refused.headers().firstValue("Access-Control-Allow-Origin")).hasValue("*");
    assertThat(refused.headers().firstValue("Access-Control-Expose-Headers").orElseThrow())
        .contains("ETag");
  }
}
