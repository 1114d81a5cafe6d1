package io.github.camelus3.emulator;

import static io.github.camelus3.emulator.TestClient.BUCKET;
import static io.github.camelus3.emulator.TestClient.TEXT;
import static io.github.camelus3.emulator.TestClient.pattern;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelus3.emulator.protocol.Printable;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The line that the terminal shows for each request. */
class RequestLinesTest {
  private final List<String> lines = new CopyOnWriteArrayList<>();

  @RegisterExtension
  final TestEmulator us3 =
      new TestEmulator(TestClient.emulator().bucket("photos").logRequests(lines::add));

  private String line() {
    assertThat(lines).hasSize(1);
    return lines.get(0);
  }

  /** Milliseconds vary. */
  private String lineWithoutTime() {
    assertThat(line()).containsPattern(" \\d+ ms ");
    return line().replaceAll(" \\d+ ms ", " N ms ");
  }

  @Test
  void uploadShowsTheSizeOfItsBody() {
    us3.client().put("hello.txt", pattern(3 * 1024));

    assertThat(lineWithoutTime()).isEqualTo("PUT demobucket/hello.txt 200 N ms 3.0 KiB");
  }

  @Test
  void uploadShowsTheStatusOfItsCallback() {
    try (CallbackServer callback = CallbackServer.replying(200, "application/json", "{}")) {
      us3.client().putWithPolicy("a/b", policy(callback.url("/cb?token=secret")), pattern(1));
    }

    assertThat(lineWithoutTime()).isEqualTo("PUT demobucket/a/b 200 N ms 1 B callback 200");
  }

  @Test
  void replyThatIsPassedOnIsTheCallbacks() {
    try (CallbackServer callback = CallbackServer.replying(403, "application/json", "{}")) {
      us3.client().putWithPolicy("k", policy(callback.url("/cb")), pattern(1));
    }

    assertThat(lineWithoutTime()).isEqualTo("PUT demobucket/k 403 N ms 1 B callback 403");
  }

  @Test
  void failedCallbackSaysWhyWithoutTheUrlsQuery() {
    String nowhere = "http://bob:pw@127.0.0.1:1/cb?token=secret&x=1";

    us3.client().putWithPolicy("k", policy(nowhere), pattern(1));

    assertThat(line())
        .contains("PUT demobucket/k 599 ", "RetCode 20003 send request error: Post http://...@")
        .contains("/cb?...: dial tcp 127.0.0.1:", "connection refused (session ")
        .doesNotContain("secret", "bob", "pw");
  }

  @Test
  void downloadShowsTheSizeOfTheObject() {
    us3.emulator().putObject(BUCKET, "目录/a b?", pattern(5), TEXT);

    us3.client().get("目录/a b?");

    assertThat(lineWithoutTime()).isEqualTo("GET demobucket/目录/a%20b%3F 200 N ms 5 B");
  }

  @Test
  void partShowsItsNumberAndUpload() {
    String id = us3.client().initiate("k");
    lines.clear();

    us3.client().uploadPart("k", id, 0, pattern(1));

    assertThat(lineWithoutTime())
        .isEqualTo("PUT demobucket/k?uploadId=" + id + "&partNumber=0 200 N ms 1 B");
  }

  @Test
  void errorShowsItsCodeTextAndSession() {
    us3.client().get("absent");

    assertThat(line())
        .containsPattern("GET demobucket/absent 404 .* RetCode -148654 file not exist")
        .containsPattern("\\(session [0-9a-f-]{36}\\)");
  }

  @Test
  void refusedSignatureShowsWhatWasTried() {
    TestClient client =
        new TestClient(us3.emulator(), new Signer(Signer.DEMO.publicKey(), "another"));

    client.put("a b", pattern(1));

    assertThat(line())
        .contains("RetCode -148643 invalid signature: valid for none of the buckets demobucket")
        .contains("buckets demobucket, photos; string to sign was")
        .contains("\"PUT\\n\\ntext/plain\\n\\n/demobucket/a b\"")
        .doesNotContain(Signer.DEMO.privateKey(), "another");
  }

  /** A policy's variables may be tokens, in both of its forms. */
  @Test
  void refusedPolicyIsNotShown() {
    TestClient client =
        new TestClient(us3.emulator(), new Signer(Signer.DEMO.publicKey(), "another"));

    client.putWithPolicy("k", policy("http://127.0.0.1/cb?token=secret"), pattern(1));

    assertThat(line()).contains("/demobucket/k<policy>\"").doesNotContain("eyJ", "secret");
  }

  @Test
  void unknownPublicKeyIsShownWithTheKnownOnes() {
    new TestClient(us3.emulator(), new Signer("nobody", "secret")).get("k");

    assertThat(line())
        .contains("public key \"nobody\" is unknown, known: " + Signer.DEMO.publicKey())
        .doesNotContain("secret");
  }

  @Test
  void swappedKeysAreNamedButNotShown() {
    new TestClient(us3.emulator(), new Signer(Signer.DEMO.privateKey(), "x")).get("k");

    assertThat(line()).contains("swapped").doesNotContain(Signer.DEMO.privateKey());
  }

  @Test
  void signatureInAUrlIsNotShown() {
    us3.client()
        .send(
            us3.client()
                .unsigned("GET", "k", "?Signature=secret&UCloudPublicKey=nobody", new byte[0]));

    assertThat(line()).contains("?Signature=***&UCloudPublicKey=n…y ").doesNotContain("secret");
  }

  @Test
  void secretNameThatIsPercentEncodedIsFound() {
    us3.client()
        .send(us3.client().unsigned("GET", "k", "?%53ignature=hush&to%6Ben=hush", new byte[0]));

    assertThat(line()).contains("?%53ignature=***&to%6Ben=*** ").doesNotContain("hush");
  }

  @Test
  void signedTokenIsNotShownWhenTheSignatureIsRefused() {
    TestClient client =
        new TestClient(us3.emulator(), new Signer(Signer.DEMO.publicKey(), "another"));

    client.send(
        client
            .request("PUT", "k", TEXT, pattern(1))
            .header("X-UCloud-Security-Token", "hush")
            .header("X-UCloud-Note", "seen"));

    assertThat(line())
        .contains("x-ucloud-note:seen\\nx-ucloud-security-token:***\\n/demobucket/k")
        .doesNotContain("hush");
  }

  @ParameterizedTest
  @CsvSource({
    "http://u:hush@hush@NOWHERE/cb, http://...@NOWHERE/cb",
    "HTTP://hush@NOWHERE/cb?x=hush, HTTP://...@NOWHERE/cb?...",
  })
  void failedCallbackShowsNothingBeforeTheHost(String url, String shown) {
    String nowhere = "127.0.0.1:1";

    us3.client().putWithPolicy("k", policy(url.replace("NOWHERE", nowhere)), pattern(1));

    assertThat(line())
        .contains("Post " + shown.replace("NOWHERE", nowhere) + ": dial tcp")
        .doesNotContain("hush");
  }

  @Test
  void keyCannotMoveTheCursor() {
    us3.emulator().putObject(BUCKET, "a\u001b[2J\nb\u202e", pattern(1), TEXT);

    us3.client().get("a\u001b[2J\nb\u202e");

    assertThat(line()).startsWith("GET demobucket/a\\u001B[2J\\nb\\u202E 200 ");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0 B",
    "1023, 1023 B",
    "1024, 1.0 KiB",
    "1572864, 1.5 MiB",
    "3221225472, 3.0 GiB",
    "5497558138880, 5.0 TiB"
  })
  void sizesAreInBinaryUnits(long bytes, String shown) {
    assertThat(Printable.size(bytes)).isEqualTo(shown);
  }

  private static String policy(String url) {
    return "{\"callbackUrl\":\"" + url + "\"}";
  }
}
