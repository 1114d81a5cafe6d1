package io.github.camelus3.emulator;

import static io.github.camelus3.emulator.TestClient.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Redirects of the callback service, followed as Go's client does, and its compressed replies. */
class CallbackRedirectTest {
  private static final byte[] JSON = "{}".getBytes(StandardCharsets.UTF_8);

  @RegisterExtension
  final TestEmulator us3 = new TestEmulator(TestClient.emulator().followCallbackRedirects(true));

  private final Map<String, Redirect> redirects = new ConcurrentHashMap<>();
  private final List<String> received = new CopyOnWriteArrayList<>();
  private HttpServer service;

  private record Redirect(int status, String location) {}

  @BeforeEach
  void start() throws IOException {
    service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    service.createContext("/", this::reply);
    service.start();
  }

  @AfterEach
  void stop() {
    service.stop(0);
  }

  private void reply(HttpExchange exchange) throws IOException {
    String target = exchange.getRequestURI().toString();
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    received.add((exchange.getRequestMethod() + " " + target + " " + body).strip());
    Redirect redirect = redirects.get(target);
    if (redirect == null) {
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      boolean zipped = target.endsWith("zip");
      byte[] reply = zipped ? gzip(target.equals("/hugezip") ? new byte[17 << 20] : JSON) : JSON;
      if (zipped) {
        exchange.getResponseHeaders().set("Content-Encoding", "gzip");
      }
      exchange.sendResponseHeaders(200, reply.length);
      exchange.getResponseBody().write(reply);
    } else {
      if (!redirect.location.isEmpty()) {
        exchange.getResponseHeaders().set("Location", redirect.location);
      }
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(redirect.status, JSON.length);
      exchange.getResponseBody().write(JSON);
    }
    exchange.close();
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
      zip.write(bytes);
    }
    return out.toByteArray();
  }

  private String url(String path) {
    return "http://127.0.0.1:" + service.getAddress().getPort() + path;
  }

  private HttpResponse<byte[]> put(String path) {
    String policy =
        "{\"callbackUrl\":\"%s\",\"callbackBody\":\"a\",\"callbackBodyType\":\"text/plain\"}";
    return us3.client().putWithPolicy("k", policy.formatted(url(path)), new byte[1]);
  }

  @ParameterizedTest
  @CsvSource({
    "301, GET /other/cb",
    "302, GET /other/cb",
    "303, GET /other/cb",
    "307, POST /other/cb a",
    "308, POST /other/cb a"
  })
  void redirectIsFollowedAsGoDoes(int status, String next) {
    redirects.put("/cb", new Redirect(status, url("/other/cb")));

    HttpResponse<byte[]> response = put("/cb");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(received).containsExactly("POST /cb a", next);
    assertThat(us3.emulator().callbacks())
        .singleElement()
        .satisfies(
            callback -> {
              assertThat(callback.url()).isEqualTo(url("/cb"));
              assertThat(callback.status()).isEqualTo(200);
            });
  }

  @ParameterizedTest
  @CsvSource({"/x/y?a=/b/, /z, /z", "/x/y?a=/b/, z, /x/z", "/x/y?a=/b/, ?q, /x/y?q", "/y, z, /z"})
  void relativeLocationIsOfTheUrl(String from, String location, String next) {
    redirects.put(from, new Redirect(303, location));

    put(from);

    assertThat(received).containsExactly("POST " + from + " a", "GET " + next);
  }

  @Test
  void locationWithoutSchemeKeepsIt() {
    redirects.put("/cb", new Redirect(303, url("/next").substring("http:".length())));

    put("/cb");

    assertThat(received).containsExactly("POST /cb a", "GET /next");
  }

  @Test
  void nineRedirectsAreFollowed() {
    for (int i = 0; i < 9; i++) {
      redirects.put("/" + i, new Redirect(307, "/" + (i + 1)));
    }

    assertThat(put("/0").statusCode()).isEqualTo(200);
    assertThat(received).hasSize(10);
  }

  @Test
  void tenRedirectsAreTooMany() {
    for (int i = 0; i < 10; i++) {
      redirects.put("/" + i, new Redirect(307, "/" + (i + 1)));
    }

    assertThat(text(put("/0")))
        .contains("20003", "Post " + url("/9") + ": stopped after 10 redirects");
    assertThat(received).hasSize(10);
  }

  @Test
  void failureNamesTheUrlThatARedirectHasLedTo() {
    String closed = "http://127.0.0.1:1/next";
    redirects.put("/cb", new Redirect(302, closed));

    assertThat(text(put("/cb")))
        .contains("send request error: Post " + closed + ": dial tcp 127.0.0.1:");
  }

  @ParameterizedTest
  @ValueSource(ints = {302, 307})
  void redirectedRequestHasTypeAndRefererAsGoSendsThem(int status) throws IOException {
    try (OneShotServer last =
        OneShotServer.replying("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{}")) {
      redirects.put("/cb", new Redirect(status, last.url("/next")));

      put("/cb");

      assertThat(last.requests().get(0))
          .contains("Content-Type: text/plain\r\n", "Referer: " + url("/cb") + "\r\n");
    }
  }

  @Test
  void redirectWithoutLocationIsToldInTheWordsOfGo() {
    redirects.put("/cb", new Redirect(302, ""));

    assertThat(text(put("/cb"))).contains("20003", "302 response missing Location header");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://h/%zz", "/%zz"})
  void locationThatCannotBeParsedIsToldInTheWordsOfGo(String location) {
    redirects.put("/cb", new Redirect(307, "/next"));
    redirects.put("/next", new Redirect(302, location));

    assertThat(TestClient.json(put("/cb")).get("ErrMsg").textValue())
        .isEqualTo(
            "send request error: Post %s: failed to parse Location header \"%s\": parse %s: %s"
                .formatted(url("/next"), location, location, "invalid URL escape \"%zz\""));
  }

  /** Go 1.8 and later return such a reply. */
  @Test
  void redirectOfTheBodyWithoutLocationIsTheReply() {
    redirects.put("/cb", new Redirect(307, ""));

    assertThat(put("/cb").statusCode()).isEqualTo(307);
  }

  @Test
  void compressedReplyIsRead() {
    HttpResponse<byte[]> response = put("/gzip");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(text(response)).isEqualTo("{}");
  }

  @Test
  void compressedReplyOfManyMegabytesIsRefused() {
    HttpResponse<byte[]> response = put("/hugezip");

    assertThat(response.statusCode()).isEqualTo(599);
    assertThat(text(response))
        .contains("20003", "send request error: reply must be at most 16777216 bytes");
  }

  @Test
  void redirectIsTheReplyUnlessSoBuilt() {
    us3.restart(TestClient.emulator());
    redirects.put("/cb", new Redirect(307, "/next"));

    assertThat(put("/cb").statusCode()).isEqualTo(307);
    assertThat(received).containsExactly("POST /cb a");
  }
}
