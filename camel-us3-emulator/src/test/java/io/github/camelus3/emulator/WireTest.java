package io.github.camelus3.emulator;

import static io.github.camelus3.emulator.TestClient.BUCKET;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests no well-behaved HTTP client sends, byte for byte. */
class WireTest {
  @RegisterExtension final TestEmulator us3 = new TestEmulator();
  private RawConnection connection;

  @BeforeEach
  void connect() throws IOException {
    connection = new RawConnection(us3.emulator().port());
  }

  @AfterEach
  void close() throws IOException {
    connection.close();
  }

  private static String put(String target, String key, String moreHeaders) {
    return "PUT "
        + target
        + " HTTP/1.1\nHost: "
        + (target.startsWith("http:") ? target.split("/", 4)[2] : "127.0.0.1")
        + "\nContent-Type: text/plain\nAuthorization: "
        + Signer.DEMO.authorization("PUT", "text/plain", BUCKET, key)
        + "\n"
        + moreHeaders;
  }

  private int putWithHeaders(String key, String contentType, String date, String moreHeaders)
      throws IOException {
    String signed = "PUT\n\n" + contentType + "\n" + date + "\n/" + BUCKET + "/" + key;
    connection.send(
        "PUT /"
            + key
            + " HTTP/1.1\nHost: 127.0.0.1\nContent-Length: 0\nContent-Type: "
            + contentType
            + (date.isEmpty() ? "" : "\nDate: " + date)
            + moreHeaders
            + "\nAuthorization: "
            + Signer.DEMO.header(signed));
    return connection.read().status();
  }

  @ParameterizedTest
  @CsvSource({
    "text/plain;  charset=utf-8,",
    "text/plain; charset=utf-8,Sun Nov  6 08:49:37 1994",
    "a/b;   c=d; \t e=f,Sun  Nov\t\t6",
    "a/b; c=\"  x   y  \","
  })
  void blanksInsideAValueAreSignedAsTheyAreSent(String contentType, String date)
      throws IOException {
    String sent = contentType.replace("\\t", "\t");
    String dated = date == null ? "" : date.replace("\\t", "\t");

    assertThat(putWithHeaders("k", sent, dated, "")).isEqualTo(200);
    assertThat(putWithHeaders("again", sent, dated, "")).isEqualTo(200); // on the same connection
    assertThat(us3.emulator().object(BUCKET, "again").orElseThrow().mimeType()).isEqualTo(sent);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a  b", "\u3000x\u3000", "a \u3000 b", "目  录", "a\tb", "\u00a0x\u00a0"})
  void metadataIsKeptAndReturnedAsSent(String value) throws IOException {
    assertThat(putWithHeaders("k", "a/b", "", "\nX-Ufile-Meta-A: " + value)).isEqualTo(200);

    connection.send(
        "HEAD /k HTTP/1.1\nHost: 127.0.0.1\nAuthorization: "
            + Signer.DEMO.authorization("HEAD", "", BUCKET, "k"));

    assertThat(us3.emulator().object(BUCKET, "k").orElseThrow().metadata())
        .containsEntry("a", value);
    assertThat(connection.read(true).header("X-Ufile-Meta-A")).hasValue(value);
  }

  @Test
  void blanksAroundAValueAreNoneOfIt() throws IOException {
    assertThat(putWithHeaders("k", "a/b", "", "\nX-Ufile-Meta-A: \t x \t ")).isEqualTo(200);

    assertThat(us3.emulator().object(BUCKET, "k").orElseThrow().metadata()).containsEntry("a", "x");
  }

  @Test
  void requestsThatDoNotWaitForResponsesAreReadAsWell() throws IOException {
    String get =
        "GET /none HTTP/1.1\nHost: 127.0.0.1\nAuthorization: "
            + Signer.DEMO.authorization("GET", "", BUCKET, "none");
    byte[] three =
        (get.replace("\n", "\r\n") + "\r\n\r\n").repeat(3).getBytes(StandardCharsets.UTF_8);

    connection.send(three);

    for (int i = 0; i < 3; i++) {
      assertThat(connection.read().status()).isEqualTo(404);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"us3_emulator:9000", "my_bucket.my_host", "_", "a_b-c.d_e:1"})
  void hostMayHaveAnUnderscore(String host) throws IOException {
    connection.send(
        put("/k", "k", "Content-Length: 0").replace("Host: 127.0.0.1", "Host: " + host));

    assertThat(connection.read().status()).isEqualTo(200);
  }

  @Test
  void hostOfATargetMayHaveAnUnderscore() throws IOException {
    connection.send(put("http://us3_emulator:9000/k", "k", "Content-Length: 0"));

    assertThat(connection.read().status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "/../x, ../x",
    "/a/../b, a/../b",
    "/./a, ./a",
    "/a//b, a//b",
    "//a, /a",
    "//a:b/c, /a:b/c",
    "/http://x/y, http://x/y",
    "/a%2Fb, a/b",
    "/a+b, a+b",
    "/a%2Bb, a+b",
    "/a%20b, a b",
    "/a%2520b, a%20b",
    "/%E7%9B%AE%E5%BD%95, 目录",
    "/目录, 目录",
    "/a;b=c;d, a;b=c;d",
    "/a&b=c@d:e$f, a&b=c@d:e$f",
    "/a%3Fb%23c, a?b#c",
    "/100%, 100%",
    "/a\"b, a\"b",
    "/a/, a/",
    "http://127.0.0.1/a/b, a/b",
    "http://demobucket.cn-bj.ufileos.com/a;b%20c, a;b c",
    "http://demobucket.cn-bj.ufileos.com/../a//b, ../a//b",
    "http://127.0.0.1//a, /a"
  })
  void targetIsTakenAsItIs(String target, String key) throws IOException {
    connection.send(put(target, key, "Content-Length: 3")).send(bytes("abc"));

    RawConnection.Response response = connection.read();

    assertThat(response.status()).as(response.text()).isEqualTo(200);
    assertThat(us3.emulator().keys(BUCKET)).containsExactly(key);
    assertThat(us3.emulator().requests())
        .extracting(ReceivedRequest::target)
        .containsExactly(target);
  }

  @Test
  void semicolonBeforeAQueryLeavesBothAlone() throws IOException {
    connection
        .send(put("/a;b?iopcmd=x;y&a+b=c%2Bd", "a;b", "Content-Length: 3"))
        .send(bytes("abc"));

    RawConnection.Response response = connection.read();

    assertThat(response.status()).as(response.text()).isEqualTo(200);
    ReceivedRequest request = us3.emulator().requests().get(0);
    assertThat(request.target()).isEqualTo("/a;b?iopcmd=x;y&a+b=c%2Bd");
    assertThat(request.queryParameter("iopcmd")).hasValue("x;y");
    assertThat(request.queryParameter("a b")).hasValue("c+d");
  }

  @Test
  void chunkedBodyIsStored() throws IOException {
    connection
        .send(put("/k", "k", "Transfer-Encoding: chunked"))
        .send(bytes("3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"));

    assertThat(connection.read().status()).isEqualTo(200);
    assertThat(us3.emulator().object(BUCKET, "k").orElseThrow().bytes()).isEqualTo(bytes("abcde"));
  }

  /** The Python SDK sends an empty file so. */
  @Test
  void emptyChunkedBodyIsAnEmptyObject() throws IOException {
    connection.send(put("/k", "k", "Transfer-Encoding: chunked")).send(bytes("0\r\n\r\n"));

    assertThat(connection.read().header("etag")).hasValue("\"AAAAANo5o-5ea0sNMlW_75VgGJCv2AcJ\"");
  }

  @Test
  void pipelinedRequestsAreExecutedInOrder() throws IOException {
    connection
        .send(put("/a", "a", "Content-Length: 1"))
        .send(bytes("1"))
        .send(put("/b", "b", "Content-Length: 1"))
        .send(bytes("2"));

    assertThat(connection.read().status()).isEqualTo(200);
    assertThat(connection.read().status()).isEqualTo(200);
    assertThat(us3.emulator().keys(BUCKET)).containsExactly("a", "b");
    assertThat(us3.emulator().connectionsOpened()).isEqualTo(1);
  }

  @Test
  void shortBodyClosesTheConnectionAndStoresNothing() throws Exception {
    connection.send(put("/k", "k", "Content-Length: 10")).send(bytes("abc")).endOfOutput();

    assertThat(connection.isAtEnd()).isTrue();
    assertThat(us3.emulator().awaitQuiet(Duration.ofSeconds(10))).isTrue();
    assertThat(us3.emulator().keys(BUCKET)).isEmpty();
    assertThat(us3.emulator().requests()).extracting(ReceivedRequest::status).containsExactly(0);
  }

  @Test
  void shortChunkedBodyClosesTheConnectionAndStoresNothing() throws Exception {
    connection
        .send(put("/k", "k", "Transfer-Encoding: chunked"))
        .send(bytes("5\r\nabc"))
        .endOfOutput();

    assertThat(connection.isAtEnd()).isTrue();
    assertThat(us3.emulator().awaitQuiet(Duration.ofSeconds(10))).isTrue();
    assertThat(us3.emulator().keys(BUCKET)).isEmpty();
  }

  @Test
  void refusalCanBeReadByAClientThatStillSends() throws IOException {
    connection.send(put("/k", "another key", "Content-Length: 8000000"));
    connection.send(new byte[8_000_000]);

    assertThat(connection.read().status()).isEqualTo(403);
  }

  @Test
  void connectionLivesOnAfterARefusalWithABody() throws IOException {
    connection.send(put("/k", "another key", "Content-Length: 3")).send(bytes("abc"));
    assertThat(connection.read().status()).isEqualTo(403);

    connection.send(put("/k", "k", "Content-Length: 3")).send(bytes("abc"));

    assertThat(connection.read().status()).isEqualTo(200);
  }

  @Test
  void continueIsSentToAClientThatWaitsForIt() throws IOException {
    connection.send(put("/k", "k", "Content-Length: 3\nExpect: 100-continue"));

    assertThat(connection.read().status()).isEqualTo(100);
    connection.send(bytes("abc"));
    assertThat(connection.read().status()).isEqualTo(200);
  }

  @Test
  void refusalComesInsteadOfContinue() throws IOException {
    connection.send(put("/k", "another key", "Content-Length: 3\nExpect: 100-continue"));

    assertThat(connection.read().status()).isEqualTo(403);
  }

  @Test
  void headerValuesMayHoldUtf8() throws IOException {
    connection.send(put("/k", "k", "Content-Length: 1\nX-Ufile-Meta-Name: 文件")).send(bytes("a"));

    assertThat(connection.read().status()).isEqualTo(200);
    assertThat(us3.emulator().object(BUCKET, "k").orElseThrow().metadata())
        .containsEntry("NAME", "文件");
    connection.send(
        "GET /k HTTP/1.1\nHost: 127.0.0.1\nAuthorization: "
            + Signer.DEMO.authorization("GET", "", BUCKET, "k"));
    assertThat(connection.read().header("x-ufile-meta-name")).hasValue("文件");
  }

  @Test
  void pathThatIsNotUtf8IsRefused() throws IOException {
    connection.send(put("/%FF%FE", "k", "Content-Length: 1")).send(bytes("a"));

    assertThat(connection.read().status()).isEqualTo(400);
  }

  @Test
  void malformedHeadDoesNotStopTheServer() throws IOException {
    connection.send("NONSENSE");

    assertThat(connection.read().status()).isEqualTo(400);
    try (RawConnection next = new RawConnection(us3.emulator().port())) {
      next.send(put("/k", "k", "Content-Length: 1")).send(bytes("a"));
      assertThat(next.read().status()).isEqualTo(200);
    }
  }

  @Test
  void sameHeaderNameInAnyCaseIsFound() throws IOException {
    connection
        .send(put("/k", "k", "content-length: 1").replace("Authorization", "authorization"))
        .send(bytes("a"));

    assertThat(connection.read().status()).isEqualTo(200);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
