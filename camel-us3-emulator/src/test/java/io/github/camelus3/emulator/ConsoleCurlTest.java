package io.github.camelus3.emulator;

import static io.github.camelus3.emulator.TestClient.BUCKET;
import static io.github.camelus3.emulator.TestClient.TEXT;
import static io.github.camelus3.emulator.TestClient.eTag;
import static io.github.camelus3.emulator.TestClient.pattern;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands that the console copies, run by a shell. */
class ConsoleCurlTest {
  private static final byte[] NONE = {};
  private static final byte[] HELLO = utf8("hello, curl");

  @RegisterExtension
  final TestEmulator us3 =
      new TestEmulator(TestClient.emulator().console(true).bucket(BUCKET, "photos"));

  private final TestClient client = us3.client();
  private final HttpClient http = HttpClient.newHttpClient();
  private final Map<String, String> variables =
      new HashMap<>(
          Map.of(
              "US3_PUBLIC_KEY",
              Signer.DEMO.publicKey(),
              "US3_PRIVATE_KEY",
              Signer.DEMO.privateKey(),
              "no_proxy",
              "*"));

  @TempDir private Path directory;

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private JsonNode json(String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(us3.emulator().consoleUrl() + "api/" + path))
            .header("X-Us3-Console", "1")
            .build();
    return TestClient.json(http.send(request, BodyHandlers.ofByteArray()));
  }

  /** The command for the newest entry, which is listed a moment after its response. */
  private String copied(String list) throws IOException, InterruptedException {
    int expected =
        list.equals("callback")
            ? us3.emulator().callbacks().size()
            : us3.emulator().requests().size();
    JsonNode all = json(list + "s");
    while (all.size() < expected) {
      all = json(list + "s");
    }
    return json(list + "?id=" + all.get(0).get("id")).get("curl").asText();
  }

  /** What it prints; the body is in {@code FILE}. */
  private String run(String command) throws IOException, InterruptedException {
    return run(command, "FILE", HELLO);
  }

  private String run(String command, String bodyFile, byte[] body)
      throws IOException, InterruptedException {
    Files.write(directory.resolve(bodyFile), body);
    Files.writeString(directory.resolve(".curlrc"), "max-time = 30\n");
    ProcessBuilder shell = new ProcessBuilder("bash", "-c", command).directory(directory.toFile());
    shell.environment().putAll(variables);
    shell.environment().put("CURL_HOME", directory.toString());
    return ShortProcess.run(shell, directory.resolve("output"), directory.resolve("errors"));
  }

  private ReceivedRequest lastRequest() {
    return us3.emulator().requests().get(us3.emulator().requests().size() - 1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "it's.txt",
        "a/../b",
        "x[1-3]{a,b}",
        "图 1.txt",
        "a+b%",
        "$HOME`id`\"!",
        "m/http://h.example/a.jpg"
      })
  void uploadIsSentAgain(String key) throws IOException, InterruptedException {
    client.put(key, utf8("before"));

    String output = run(copied("request"));

    assertThat(output).contains("HTTP/1.1 200 OK", "ETag: ");
    assertThat(us3.emulator().object(BUCKET, key).orElseThrow().bytes()).isEqualTo(HELLO);
    assertThat(us3.emulator().requests().get(0).target()).isEqualTo(lastRequest().target());
  }

  /** A client need not encode the colon and slashes of a URL. */
  @ParameterizedTest
  @ValueSource(strings = {"/mirror/http://h.example/a.jpg", "/k?from=https://h.example/a.jpg"})
  void urlInATargetIsSentAgain(String target) throws IOException, InterruptedException {
    client.send(
        HttpRequest.newBuilder(URI.create(us3.emulator().endpoint() + target))
            .method("HEAD", BodyPublishers.noBody()));

    run(copied("request"));

    assertThat(us3.emulator().requests())
        .hasSize(2)
        .allSatisfy(request -> assertThat(request.target()).isEqualTo(target));
  }

  @Test
  void uploadWithoutATypeIsSentAgainWithoutOne() throws IOException, InterruptedException {
    client.send(client.request("PUT", "k", "", utf8("before")));

    assertThat(run(copied("request"))).contains("HTTP/1.1 200 OK");
    assertThat(lastRequest().headers()).doesNotContainKey("content-type");
  }

  @Test
  void headersAreSentAgain() throws IOException, InterruptedException {
    client.send(
        client
            .request("PUT", "k", TEXT, HELLO)
            .header("X-Ufile-Meta-Owner", "it's me")
            .header("X-Empty", ""));

    assertThat(run(copied("request"))).contains("HTTP/1.1 200 OK");
    assertThat(us3.emulator().object(BUCKET, "k").orElseThrow().metadata())
        .containsEntry("Owner", "it's me");
    assertThat(lastRequest().headers()).containsEntry("x-empty", List.of(""));
  }

  @Test
  void uploadWithAPolicyTakesThePolicyFromTheShell() throws IOException, InterruptedException {
    try (CallbackServer callback = CallbackServer.replying(200, "application/json", "{\"a\":1}")) {
      String policy = "{\"callbackUrl\":\"" + callback.url("/cb") + "\"}";
      client.putWithPolicy("k", policy, utf8("before"));
      variables.put("POLICY", Base64.getUrlEncoder().encodeToString(utf8(policy)));

      assertThat(run(copied("request"))).contains("HTTP/1.1 200 OK").endsWith("{\"a\":1}");
      assertThat(callback.received()).hasSize(2);
    }
  }

  @Test
  void wrongKeyOfTheShellIsRefused() throws IOException, InterruptedException {
    client.put("k", HELLO);
    variables.put("US3_PRIVATE_KEY", "another");

    assertThat(run(copied("request"))).contains("HTTP/1.1 403 ", "invalid signature");
  }

  @Test
  void objectOfAnotherBucketIsSigned() throws IOException, InterruptedException {
    us3.emulator().putObject("photos", "k", HELLO, TEXT);
    client.send(
        client
            .unsigned("GET", "k", "", NONE)
            .header("Authorization", Signer.DEMO.authorization("GET", "", "photos", "k")));

    assertThat(run(copied("request"))).contains("HTTP/1.1 200 OK").endsWith("hello, curl");
  }

  @ParameterizedTest
  @CsvSource({"GET, bytes=0-4, 206, hello", "HEAD, bytes=0-4, 200,", "DELETE, x=1, 204,"})
  void requestWithoutABodyIsSentAgain(String method, String range, int status, String end)
      throws IOException, InterruptedException {
    us3.emulator().putObject(BUCKET, "k", HELLO, TEXT);
    client.send(client.request(method, "k", "", NONE).header("Range", range));
    us3.emulator().putObject(BUCKET, "k", HELLO, TEXT);

    String output = run(copied("request"));

    assertThat(output).contains("HTTP/1.1 " + status + " ").endsWith(end == null ? "\n" : end);
    assertThat(lastRequest().method()).isEqualTo(method);
  }

  @Test
  void partsAreSentAgainAndFinished() throws IOException, InterruptedException {
    us3.restart(
        TestClient.emulator().console(true).blockSize(HELLO.length).allowPartOverwrite(true));
    String id = client.initiate("big");
    client.uploadPart("big", id, 0, pattern(HELLO.length));
    assertThat(run(copied("request"))).contains("HTTP/1.1 200 OK", "{\"PartNumber\":0}");
    String part = eTag(client.uploadPart("big", id, 1, HELLO));
    client.finish("big", id, "wrong");

    String output = run(copied("request"), "ETAGS", utf8(part + "," + part));

    assertThat(output).contains("HTTP/1.1 200 OK", "\"FileSize\":22");
    assertThat(us3.emulator().object(BUCKET, "big").orElseThrow().bytes())
        .isEqualTo(utf8("hello, curlhello, curl"));
  }

  @Test
  void presignedUrlIsSignedAgain() throws IOException, InterruptedException {
    us3.emulator().putObject(BUCKET, "a b", HELLO, TEXT);
    long expires = System.currentTimeMillis() / 1000 + 3600;
    String signature =
        Signer.DEMO.header("GET\n\n\n" + expires + "\n/" + BUCKET + "/a b").replaceFirst(".*:", "");
    String query =
        "?ufileattname=x.txt&UCloudPublicKey=%s&Signature=%s&Expires=%d"
            .formatted(Signer.DEMO.publicKey(), encoded(signature), expires);
    assertThat(client.send(client.unsigned("GET", "a b", query, NONE)).statusCode()).isEqualTo(200);

    String output = run(copied("request"));

    assertThat(output).contains("HTTP/1.1 200 OK", "x.txt").endsWith("hello, curl");
    assertThat(lastRequest().queryParameter("Signature")).hasValue(signature);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Test
  void requestThroughAProxyIsSentToItsBucket() throws IOException, InterruptedException {
    us3.restart(TestClient.emulator().console(true).hostSuffix("us3.test"));
    try (RawConnection connection = new RawConnection(us3.emulator().port())) {
      connection.send(
          "PUT http://demobucket.us3.test/a/k HTTP/1.1\nHost: demobucket.us3.test\n"
              + "Content-Length: 0\nAuthorization: "
              + Signer.DEMO.authorization("PUT", "", BUCKET, "a/k"));
      assertThat(connection.read().status()).isEqualTo(200);
    }

    assertThat(run(copied("request"))).contains("HTTP/1.1 200 OK");
    assertThat(lastRequest().key()).isEqualTo("a/k");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "application/json, {}",
        "application/x-www-form-urlencoded, n=it's&m=1",
        "text/plain, @/etc/hostname",
        ", a=1&b=%20"
      })
  void callbackIsSentAgain(String type, String body) throws IOException, InterruptedException {
    try (CallbackServer callback = CallbackServer.replying(200, "application/json", "{\"a\":1}")) {
      String typed = type == null ? "" : ",\"callbackBodyType\":\"" + type + "\"";
      client.putWithPolicy(
          "k",
          "{\"callbackUrl\":\""
              + callback.url("/a/../cb")
              + "\",\"callbackBody\":\""
              + body
              + "\""
              + typed
              + "}",
          NONE);

      String output = run(copied("callback"));

      assertThat(output).contains("HTTP/1.1 200 OK").endsWith("{\"a\":1}");
      assertThat(callback.received()).hasSize(2);
      assertThat(callback.received().get(1)).isEqualTo(callback.received().get(0));
    }
  }

  @Test
  void callbackTakesItsPasswordFromTheShell() throws IOException, InterruptedException {
    try (OneShotServer service =
        OneShotServer.replying(
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}")) {
      String url = service.url("/cb").replace("://", "://us%40er:p%40ss@");
      client.putWithPolicy("k", "{\"callbackUrl\":\"" + url + "\"}", NONE);
      variables.put("PASSWORD", "p@ss");

      assertThat(run(copied("callback"))).contains("HTTP/1.1 200 OK");
      assertThat(service.requests()).hasSize(2);
      assertThat(authorization(service.requests().get(1)))
          .isEqualTo(authorization(service.requests().get(0)));
    }
  }

  private static String authorization(String head) {
    return head.lines()
        .filter(line -> line.startsWith("Authorization: "))
        .findFirst()
        .orElseThrow(() -> new AssertionError(head));
  }
}
