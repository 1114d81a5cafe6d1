package io.github.camelus3.emulator;

import static io.github.camelus3.emulator.TestClient.BUCKET;
import static io.github.camelus3.emulator.TestClient.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The console's JSON, and whom it refuses. */
class ConsoleTest {
  private static final byte[] NONE = {};
  private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/_-]{16,}");

  @RegisterExtension final TestEmulator us3 = new TestEmulator(TestClient.emulator().console(true));

  private final TestClient client = us3.client();
  private final HttpClient http = HttpClient.newHttpClient();

  private HttpRequest.Builder console(String method, String path, byte[] body) {
    return HttpRequest.newBuilder(URI.create(us3.emulator().consoleUrl() + "api/" + path))
        .header("X-Us3-Console", "1")
        .method(method, BodyPublishers.ofByteArray(body));
  }

  private HttpResponse<byte[]> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return http.send(request.build(), BodyHandlers.ofByteArray());
  }

  private HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
    return send(console("GET", path, NONE));
  }

  private JsonNode json(String path) throws IOException, InterruptedException {
    return TestClient.json(get(path));
  }

  /** The request on top of the list as soon as it has ended. */
  private JsonNode last(String list) throws IOException, InterruptedException {
    JsonNode all = json(list);
    while (all.isEmpty() || all.get(0).get("running").asBoolean()) {
      all = json(list);
    }
    return all.get(0);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** The raw status, since the JDK's client does not send another Host. */
  private String status(String method, String path, String... headers) throws IOException {
    URI url = URI.create(us3.emulator().consoleUrl());
    String head =
        method
            + " "
            + path
            + " HTTP/1.1\r\nConnection: close\r\nContent-Length: 0\r\n"
            + String.join("\r\n", headers)
            + "\r\n\r\n";
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), url.getPort())) {
      socket.getOutputStream().write(utf8(head));
      String response = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return response.split(" ")[1];
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "evil.example:9001",
        "127.0.0.1.evil.example",
        "localhost.evil.example",
        ""
      })
  void nameOfSomebodyElseIsRefused(String host) throws IOException {
    assertThat(status("GET", "/api/state", "Host: " + host)).isEqualTo("403");
    assertThat(status("GET", "/", "Host: " + host)).isEqualTo("403");
    assertThat(status("GET", "/api/events", "Host: " + host)).isEqualTo("403");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"127.0.0.1:1", "localhost", "LOCALHOST:9001", "[::1]:9001", "192.168.0.7"})
  void addressIsAccepted(String host) throws IOException {
    assertThat(status("GET", "/api/state", "Host: " + host)).isEqualTo("200");
  }

  /** A browser outside of a container uses the port that the container publishes. */
  @Test
  void consoleOnAllAddressesIsReachedByThoseOfThisMachine() throws IOException {
    us3.restart(TestClient.emulator().console(true).consoleHost("0.0.0.0"));

    for (String host : List.of("127.0.0.1:9001", "localhost:9001", "0.0.0.0:9001")) {
      assertThat(status("GET", "/api/state", "Host: " + host, "Origin: http://" + host))
          .isEqualTo("200");
    }
    assertThat(status("GET", "/api/state", "Host: us3.example:9001")).isEqualTo("403");
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /api/state, Origin: http://evil.example",
    "GET, /api/state, Origin: null",
    "GET, /api/events, Origin: http://localhost:1",
    "GET, /api/state, Sec-Fetch-Site: cross-site",
    "GET, /api/state, Sec-Fetch-Site: same-site",
    "POST, /api/clear, Origin: https://localhost",
    "POST, /api/clear, X-Other: 1",
    "DELETE, /api/object, X-Other: 1",
    "PUT, /api/object, X-Other: 1"
  })
  void otherOriginIsRefused(String method, String path, String header) throws IOException {
    assertThat(status(method, path, "Host: localhost", header)).isEqualTo("403");
  }

  @Test
  void linkToThePageIsFollowed() throws IOException {
    assertThat(
            status(
                "GET",
                "/",
                "Host: localhost",
                "Sec-Fetch-Site: cross-site",
                "Sec-Fetch-Mode: navigate"))
        .isEqualTo("200");
  }

  @Test
  void otherOriginReadsNothing() throws IOException, InterruptedException {
    HttpResponse<byte[]> response = get("state");

    assertThat(response.headers().map()).doesNotContainKey("access-control-allow-origin");
    assertThat(response.headers().firstValue("content-security-policy").orElseThrow())
        .startsWith("default-src 'none'")
        .contains("frame-ancestors 'none'");
  }

  @Test
  void requestIsListedWithItsFigures() throws IOException, InterruptedException {
    client.put("a/b.txt", utf8("hello"));

    JsonNode request = last("requests");

    assertThat(request.get("method").asText()).isEqualTo("PUT");
    assertThat(request.get("key").asText()).isEqualTo("a/b.txt");
    assertThat(request.get("call").asText()).isEqualTo("PUT_FILE");
    assertThat(request.get("status").asInt()).isEqualTo(200);
    assertThat(request.get("in").asInt()).isEqualTo(5);
    assertThat(request.get("session").asText())
        .isEqualTo(us3.emulator().requests().get(0).sessionId());
  }

  @Test
  void noSecretIsInAnyResponse() throws IOException, InterruptedException {
    String signature =
        Signer.DEMO.authorization("PUT", "text/plain", BUCKET, "k").replaceFirst(".*:", "");
    client.send(
        client
            .request("PUT", "k", "?SecurityToken=hush1&Signature=hush2", "text/plain", NONE)
            .header("Cookie", "hush3")
            .header("X-Ucloud-Token", "hush4"));
    client.send(client.request("PUT", "k", "text/plain", NONE));
    TestClient stranger = new TestClient(us3.emulator(), new Signer("a stranger's key", "x"));
    stranger.put("k", NONE);
    TestClient mistaken = new TestClient(us3.emulator(), new Signer(Signer.DEMO.publicKey(), "x"));
    mistaken.send(
        mistaken
            .request("PUT", "k", "?%53ecret=hush6", "text/plain", NONE)
            .header("X-UCloud-Security-Token", "hush7")
            .header("Referer", "http://hush8@host/?token=hush9"));
    try (CallbackServer callback = CallbackServer.replying(200, "text/plain", "x")) {
      for (String user : List.of("http://user:hush5@", "HTTP://user:a@hush@", "http://hush@")) {
        String url = callback.url("/cb?to%6ben=hush&x=1").replace("http://", user);
        client.putWithPolicy("k", "{\"callbackUrl\":\"" + url + "\"}", NONE);
        mistaken.putWithPolicy("k", "{\"callbackUrl\":\"" + url + "\"}", NONE);
      }
    }
    try (CallbackServer callback = CallbackServer.replying(200, "text/plain", "x")) {
      String query =
          "{\"callbackUrl\":\"%s\",\"callbackBody\":\"us3Token=hush&k=$(x:Token)&n=$(x:n)\",\"callbackVar\":{\"x:Token\":\"hush\",\"x:n\":\"seen\"}%s}";
      for (String type :
          List.of(
              "", ",\"callbackBodyType\":\"application/x-www-form-urlencoded; charset=utf-8\"")) {
        client.putWithPolicy(
            "k",
            query.formatted(callback.url("/cb"), type).replace("k=$(x:Token)", "Token=$(x:Token)"),
            NONE);
      }
    }
    StringBuilder all = new StringBuilder(text(get("state")));
    while (json("callbacks").size() < 5 || json("requests").size() < 12) {
      last("requests");
    }
    for (String list : List.of("request", "callback")) {
      all.append(text(get(list + "s")));
      for (JsonNode entry : json(list + "s")) {
        all.append(text(get(list + "?id=" + entry.get("id"))));
      }
    }

    BASE64
        .matcher(all.toString())
        .results()
        .forEach(found -> all.append(decoded(found.group())).append('\n'));
    assertThat(all)
        .doesNotContain("hush")
        .doesNotContain(signature)
        .doesNotContain(Signer.DEMO.privateKey())
        .doesNotContain(Signer.DEMO.publicKey())
        .contains(
            "user:***@",
            "TOKE…5555",
            "known: TOKE…5555",
            "/cb?to%6ben=***&x=1",
            "us3Token=***&Token=***&n=seen");
  }

  private static String decoded(String base64) {
    String standard = base64.replace('-', '+').replace('_', '/');
    int whole = standard.length() - standard.length() % 4;
    return new String(
        Base64.getDecoder().decode(standard.substring(0, whole)), StandardCharsets.UTF_8);
  }

  @Test
  void policyIsAVariableOfTheCurlCommand() throws IOException, InterruptedException {
    client.putWithPolicy("k", "{\"callbackUrl\":\"http://u:p@127.0.0.1:1/\"}", NONE);

    JsonNode request = json("request?id=" + last("requests").get("id"));

    assertThat(request.get("curl").asText())
        .startsWith("sig=$(printf %s 'PUT\n\ntext/plain\n\n/demobucket/k'\"$POLICY\" \\\n")
        .contains("-H \"Authorization: UCloud $US3_PUBLIC_KEY:$sig:$POLICY\"");
    assertThat(request.get("headers").toString()).contains(":***:<policy>");
  }

  @ParameterizedTest
  @CsvSource({
    "http://u:p@ss@host/cb?token=x, -X POST 'http://host/cb?token=***' -u 'u:'\"$PASSWORD\"",
    "HTTPS://token@host/cb, -X POST 'HTTPS://host/cb' -u \"$TOKEN:\"",
    "http://host/cb?a=1, -X POST 'http://host/cb?a=1' \\"
  })
  void curlOfACallbackHasNoSecret(String url, String curl)
      throws IOException, InterruptedException {
    us3.emulator().inject(Fault.callbackRefused());
    client.putWithPolicy("k", "{\"callbackUrl\":\"" + url + "\"}", NONE);

    assertThat(json("callback?id=" + last("callbacks").get("id")).get("curl").asText())
        .contains(curl);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PUT,,text/plain,,/demobucket/a b+c | ",
        "PUT,,,,/demobucket/a b | The Content-Type was not signed.",
        "PUT,,application/json,,/demobucket/a b | Another Content-Type was signed:"
            + " application/json",
        "POST,,text/plain,,/demobucket/a b | Another method was signed: POST",
        "PUT,,text/plain,,/demobucket/a%20b | The key was signed percent-encoded.",
        "PUT,,text/plain,,/a b | The bucket was not signed.",
        "PUT,,text/plain,,demobucket/a b | The first slash was not signed."
      })
  void refusedSignatureNamesTheMistake(String signed, String meaning)
      throws IOException, InterruptedException {
    client.send(
        client
            .request("PUT", "a b", "text/plain", NONE)
            .setHeader("Authorization", Signer.DEMO.header(signed.replace(",", "\n"))));

    JsonNode signature = json("request?id=" + last("requests").get("id")).get("signature");

    assertThat(signature.at("/attempts/0/text").asText())
        .isEqualTo("PUT\n\ntext/plain\n\n/demobucket/a b");
    assertThat(signature.get("known").asBoolean()).isTrue();
    assertThat(signature.path("mistake").path("meaning").asText(""))
        .isEqualTo(meaning == null ? "" : meaning);
  }

  @Test
  void curlSignsAgainWithKeysOfTheShell() throws IOException, InterruptedException {
    client.put("it's", utf8("x"));

    String curl = json("request?id=" + last("requests").get("id")).get("curl").asText();

    assertThat(curl)
        .startsWith("sig=$(printf %s 'PUT\n\ntext/plain\n\n/demobucket/it'\\''s' \\\n")
        .contains(
            "-hmac \"$US3_PRIVATE_KEY\"", "UCloud $US3_PUBLIC_KEY:$sig", "--data-binary @FILE")
        .contains("curl -i -X 'PUT' '" + us3.emulator().endpoint() + "/it%27s'");
  }

  @Test
  void objectIsUploadedWithPolicyAndMetadata() throws IOException, InterruptedException {
    try (CallbackServer callback = CallbackServer.replying(200, "application/json", "{\"a\":1}")) {
      String wishes =
          "{\"policy\":{\"callbackUrl\":\""
              + callback.url("/cb")
              + "\",\"callbackBody\":\"k=$(x:k)\",\"callbackVar\":{\"x:k\":\"v\"}},\"metadata\":{\"owner\":\"<b>\"}}";

      JsonNode result =
          TestClient.json(
              send(
                  console("PUT", "object?bucket=" + BUCKET + "&key=" + encoded("图 1"), utf8("body"))
                      .header("Content-Type", "text/csv")
                      .header("X-Us3-Upload", Base64.getEncoder().encodeToString(utf8(wishes)))));

      assertThat(result.get("status").asInt()).isEqualTo(200);
      assertThat(result.get("body").asText()).isEqualTo("{\"a\":1}");
      assertThat(callback.received().get(0).target()).isEqualTo("/cb?k=v");
    }
    JsonNode object = json("object?bucket=" + BUCKET + "&key=" + encoded("图 1"));
    assertThat(object.get("type").asText()).isEqualTo("text/csv");
    assertThat(object.get("text").asText()).isEqualTo("body");
    assertThat(object.at("/metadata/owner").asText()).isEqualTo("<b>");
    assertThat(us3.emulator().requests())
        .extracting(ReceivedRequest::api)
        .containsExactly(Us3Api.PUT_FILE);
  }

  @Test
  void bigUploadIsPassedOn() throws IOException, InterruptedException {
    JsonNode result =
        TestClient.json(
            send(console("PUT", "object?bucket=demobucket&key=k", new byte[3 * 1024 * 1024])));

    assertThat(result.get("status").asInt()).isEqualTo(200);
  }

  @Test
  void uploadWhoseResponseIsLostSaysSo() throws IOException, InterruptedException {
    us3.emulator().inject(Fault.loseAnswer());

    JsonNode result =
        TestClient.json(send(console("PUT", "object?bucket=demobucket&key=k", utf8("x"))));

    assertThat(result.get("status").asInt()).isZero();
    assertThat(result.get("error").asText()).startsWith("no response");
    assertThat(us3.emulator().keys(BUCKET)).containsExactly("k");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"object?bucket=demobucket&key=k", "upload?bucket=demobucket&key=k&upload="})
  void deleteWhoseResponseIsLostIsSentOnce(String path) throws IOException, InterruptedException {
    us3.emulator().putObject(BUCKET, "k", NONE, "text/plain");
    String id = client.initiate("k");
    us3.emulator().clearRequests();
    us3.emulator().inject(Fault.loseAnswer());

    JsonNode result =
        TestClient.json(send(console("DELETE", path.endsWith("=") ? path + id : path, NONE)));

    assertThat(result.get("status").asInt()).isZero();
    assertThat(result.get("error").asText()).startsWith("no response");
    assertThat(us3.emulator().requests()).hasSize(1);
  }

  @Test
  void hugeTextIsNotSentAsAPreview() throws IOException, InterruptedException {
    us3.emulator()
        .putObject(
            BUCKET, "big", "x".repeat(1_000_000).getBytes(StandardCharsets.UTF_8), "text/plain");

    assertThat(json("object?bucket=demobucket&key=big").get("text").asText()).hasSize(64 * 1024);
  }

  @Test
  void contentThatABrowserWouldExecuteIsADownload() throws IOException, InterruptedException {
    us3.emulator().putObject(BUCKET, "a/page.html", utf8("<script>"), "text/html");
    us3.emulator().putObject(BUCKET, "i.png", utf8("png"), "image/png");

    HttpResponse<byte[]> page = get("content?bucket=demobucket&key=a/page.html");
    HttpResponse<byte[]> image = get("content?bucket=demobucket&key=i.png");

    assertThat(page.headers().firstValue("content-type")).hasValue("application/octet-stream");
    assertThat(page.headers().firstValue("content-disposition"))
        .hasValue("attachment; filename*=UTF-8''page.html");
    assertThat(page.headers().firstValue("content-security-policy").orElseThrow())
        .startsWith("sandbox");
    assertThat(text(page)).isEqualTo("<script>");
    assertThat(image.headers().firstValue("content-type")).hasValue("image/png");
  }

  @Test
  void pageOfObjectsHasFoldersAndAMarker() throws IOException, InterruptedException {
    for (int i = 0; i < 150; i++) {
      us3.emulator().putObject(BUCKET, "a/%03d".formatted(i), NONE, "text/plain");
      us3.emulator().putObject(BUCKET, "b%03d/x".formatted(i), NONE, "text/plain");
    }

    JsonNode first = json("objects?bucket=demobucket&prefix=&after=");
    JsonNode second =
        json("objects?bucket=demobucket&prefix=&after=" + encoded(first.get("next").asText()));

    assertThat(first.get("items")).hasSize(100);
    assertThat(first.at("/items/0/folder").asText()).isEqualTo("a/");
    assertThat(first.at("/items/99/folder").asText()).isEqualTo("b098/");
    assertThat(second.at("/items/0/folder").asText()).isEqualTo("b099/");
    assertThat(second.get("items")).hasSize(51);
    assertThat(second.get("next").isNull()).isTrue();
    assertThat(json("objects?bucket=demobucket&prefix=a/&after=").at("/items/0/key").asText())
        .isEqualTo("a/000");
  }

  @Test
  void unfinishedUploadIsListedAndAborted() throws IOException, InterruptedException {
    String id = client.initiate("big.bin");
    client.uploadPart("big.bin", id, 0, utf8("part"));

    JsonNode upload = json("uploads?bucket=demobucket").get(0);
    JsonNode parts = json("parts?bucket=demobucket&after=-1&upload=" + id);
    send(console("DELETE", "upload?bucket=demobucket&key=big.bin&upload=" + id, NONE));

    assertThat(upload.get("id").asText()).isEqualTo(id);
    assertThat(upload.get("parts").asInt()).isEqualTo(1);
    assertThat(upload.get("bytes").asInt()).isEqualTo(4);
    assertThat(parts.at("/items/0/size").asInt()).isEqualTo(4);
    assertThat(parts.get("more").asInt()).isZero();
    assertThat(us3.emulator().openUploads(BUCKET)).isEmpty();
  }

  @Test
  void faultIsArmedForACallAndAKeyAndRemoved() throws IOException, InterruptedException {
    send(
        console(
            "POST",
            "faults",
            utf8("{\"name\":\"bad-gateway\",\"times\":2,\"call\":\"PUT_FILE\",\"key\":\"k\"}")));
    send(
        console(
            "POST",
            "faults",
            utf8("{\"name\":\"throttled\",\"times\":0,\"chance\":1,\"call\":\"GET_FILE\"}")));

    assertThat(Stream.of("k", "other", "k", "k").map(key -> client.put(key, NONE).statusCode()))
        .containsExactly(502, 200, 502, 200);
    assertThat(client.get("k").statusCode()).isEqualTo(503);
    JsonNode armed = json("faults").get("armed");
    assertThat(armed.at("/0/fired").asInt()).isEqualTo(2);
    assertThat(armed.at("/0/spent").asBoolean()).isTrue();
    assertThat(armed.at("/1/spent").asBoolean()).isFalse();

    send(console("DELETE", "faults?id=" + armed.at("/1/id"), NONE));
    assertThat(client.get("k").statusCode()).isEqualTo(200);
    assertThat(json("faults").get("armed")).hasSize(1);
  }

  @Test
  void faultByChanceSparesSomeRequests() throws IOException, InterruptedException {
    send(console("POST", "faults", utf8("{\"name\":\"throttled\",\"times\":0,\"chance\":0.5}")));

    List<Integer> statuses = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      statuses.add(client.put("k", NONE).statusCode());
    }

    assertThat(statuses).contains(200, 503);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"name\":\"no-such\"}",
        "{\"name\":\"delay\",\"times\":-1}",
        "{\"name\":\"delay\",\"chance\":2}",
        "{\"name\":\"delay\",\"call\":\"x\"}",
        "nonsense"
      })
  void invalidFaultIsRefused(String wish) throws IOException, InterruptedException {
    HttpResponse<byte[]> response = send(console("POST", "faults", utf8(wish)));

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(json("faults").get("armed")).isEmpty();
  }

  @Test
  void everyFaultHasAMeaning() throws IOException, InterruptedException {
    assertThat(json("faults").get("choices"))
        .hasSize(NamedFaults.names().size())
        .allSatisfy(choice -> assertThat(choice.get("meaning").asText()).endsWith("."));
  }

  @Test
  void listIsBounded() throws IOException, InterruptedException {
    for (int i = 0; i < 1050; i++) {
      client.get("k" + i);
    }

    assertThat(json("requests")).hasSize(1000);
  }

  @Test
  void longReasonIsCut() throws IOException, InterruptedException {
    try (CallbackServer callback = CallbackServer.replying(200, "x".repeat(10_000), "y")) {
      client.putWithPolicy("k", "{\"callbackUrl\":\"" + callback.url("/") + "\"}", NONE);
    }

    JsonNode shown = json("callback?id=" + last("callbacks").get("id"));

    assertThat(shown.get("failure").asText()).hasSize(4097).endsWith("x…");
    assertThat(shown.get("replyType").asText()).hasSize(4097);
    last("requests");
    assertThat(json("requests").at("/0/reason").asText()).hasSizeBetween(1, 4097);
  }

  @Test
  void runningRequestAndItsCallbackAreListed() throws Exception {
    us3.restart(TestClient.emulator().console(true).callbackTimeout(Duration.ofMinutes(5)));
    try (CallbackServer callback = CallbackServer.holding(200, "application/json", "{}")) {
      String policy = "{\"callbackUrl\":\"" + callback.url("/cb") + "\"}";
      CompletableFuture<Integer> status =
          CompletableFuture.supplyAsync(
              () -> client.putWithPolicy("k", policy, utf8("12345")).statusCode());
      JsonNode sending = json("callbacks");
      while (sending.isEmpty() || detail("callback", sending.get(0)).get("legs").isEmpty()) {
        sending = json("callbacks");
      }
      JsonNode begun = json("requests").get(0);

      assertThat(begun.get("running").asBoolean()).isTrue();
      assertThat(begun.get("bucket").asText()).isEqualTo(BUCKET);
      assertThat(begun.get("in").asInt()).isEqualTo(5);
      assertThat(detail("request", begun).at("/callback/running").asBoolean()).isTrue();
      assertThat(sending.at("/0/running").asBoolean()).isTrue();
      assertThat(detail("callback", sending.get(0)).at("/legs/0/sent").toString())
          .contains("Go-http-client/1.1");
      callback.release();
      assertThat(status.get(60, TimeUnit.SECONDS)).isEqualTo(200);
      assertThat(last("callbacks").get("id")).isEqualTo(sending.at("/0/id"));
      assertThat(last("requests").get("id")).isEqualTo(begun.get("id"));
    }
    assertThat(json("requests")).hasSize(1);
  }

  private JsonNode detail(String kind, JsonNode entry) throws IOException, InterruptedException {
    return json(kind + "?id=" + entry.get("id"));
  }

  @Test
  void bytesThatHaveArrivedAreCounted() throws IOException, InterruptedException {
    int port = URI.create(us3.emulator().endpoint()).getPort();
    String head =
        "PUT /k HTTP/1.1\nHost: localhost\nContent-Type: text/plain\nAuthorization: "
            + Signer.DEMO.authorization("PUT", "text/plain", BUCKET, "k");
    try (RawConnection chunked = new RawConnection(port)) {
      chunked.send(head + "\nTransfer-Encoding: chunked").send(utf8("5\r\nhello\r\n0\r\n\r\n"));
      assertThat(chunked.read().status()).isEqualTo(200);
    }
    assertThat(last("requests").get("in").asInt()).isEqualTo(5);
    try (RawConnection cut = new RawConnection(port)) {
      cut.send(head + "\nContent-Length: 100").send(utf8("seven b"));
      while (json("requests").size() < 2 || json("requests").at("/0/in").asInt() < 7) {
        assertThat(json("requests").at("/0/status").asInt()).isIn(0, 200);
      }
    }

    assertThat(last("requests").get("in").asInt()).isEqualTo(7);
    assertThat(detail("request", last("requests")).get("declared").asInt()).isEqualTo(100);
  }

  @Test
  void partsAreListedInPages() throws IOException, InterruptedException {
    String id = client.initiate("big.bin");
    for (int i = 0; i < 130; i++) {
      client.uploadPart("big.bin", id, i, new byte[1]);
    }

    JsonNode first = json("parts?bucket=demobucket&after=-1&upload=" + id);
    JsonNode second = json("parts?bucket=demobucket&after=99&upload=" + id);

    assertThat(first.get("items")).hasSize(100);
    assertThat(first.get("more").asInt()).isEqualTo(30);
    assertThat(second.at("/items/0/number").asInt()).isEqualTo(100);
    assertThat(second.get("items")).hasSize(30);
    assertThat(get("parts?bucket=demobucket&after=-1&upload=x").statusCode()).isEqualTo(404);
  }

  @Test
  void pageBeyondTheLimitIsToldSo() throws IOException, InterruptedException {
    List<InputStream> pages = new ArrayList<>();
    try {
      for (int i = 0; i < 200; i++) {
        pages.add(events());
        assertThat(readUntil(pages.get(i), "\n\n")).contains("\"connected\"");
      }
      pages.add(events());
      assertThat(new String(pages.get(200).readAllBytes(), StandardCharsets.UTF_8))
          .contains("\"full\"", "200");
      assertThat(us3.emulator().consolePages()).isEqualTo(200);
    } finally {
      for (InputStream page : pages) {
        page.close();
      }
    }
  }

  private InputStream events() throws IOException, InterruptedException {
    return http.send(console("GET", "events", NONE).build(), BodyHandlers.ofInputStream()).body();
  }

  /** A page that never reads must not hold memory or anybody up. */
  @Test
  void slowPagesAreCutOff() throws IOException, InterruptedException {
    List<Socket> pages = new ArrayList<>();
    try {
      for (int i = 0; i < 20; i++) {
        Socket page = new Socket();
        page.setReceiveBufferSize(1024);
        page.connect(
            new java.net.InetSocketAddress(
                InetAddress.getLoopbackAddress(),
                URI.create(us3.emulator().consoleUrl()).getPort()));
        page.getOutputStream().write(utf8("GET /api/events HTTP/1.1\r\nHost: localhost\r\n\r\n"));
        page.getInputStream().read();
        pages.add(page);
      }
      us3.emulator().inject(Fault.callbackRefused().always());
      String policy = "{\"callbackUrl\":\"http://127.0.0.1/" + "x".repeat(100_000) + "\"}";
      int uploads = 0;
      while (us3.emulator().consolePages() > 0) {
        assertThat(client.putWithPolicy("k", policy, NONE).statusCode()).isEqualTo(599);
        assertThat(++uploads).isLessThan(10_000);
      }
      assertThat(uploads).isPositive();
    } finally {
      for (Socket page : pages) {
        page.close();
      }
    }
  }

  @Test
  void newsIsSentToEveryPage() throws IOException, InterruptedException {
    HttpResponse<InputStream> page =
        http.send(console("GET", "events", NONE).build(), BodyHandlers.ofInputStream());
    try (InputStream in = page.body()) {
      String instance = json("state").get("instance").asText();
      assertThat(readUntil(in, "\n\n")).contains("\"connected\"", instance);
      client.put("seen.txt", NONE);
      assertThat(readUntil(in, "seen.txt")).contains("\"method\":\"PUT\"");
    }
  }

  /** The text up to the end of another one, or of the stream. */
  private static String readUntil(InputStream in, String end) throws IOException {
    StringBuilder text = new StringBuilder();
    for (int c = in.read(); c >= 0; c = in.read()) {
      text.append((char) c);
      if (text.indexOf(end) >= 0) {
        break;
      }
    }
    return text.toString();
  }

  @Test
  void emulatorHasNoConsoleUnasked() {
    us3.restart(TestClient.emulator());

    assertThatThrownBy(() -> us3.emulator().consoleUrl())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("no console");
  }
}
