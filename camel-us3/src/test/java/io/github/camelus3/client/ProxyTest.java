package io.github.camelus3.client;

import static io.github.camelus3.client.Clients.BUCKET;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.camelus3.client.http.ProxyCredentials;
import io.github.camelus3.client.source.ObjectSource;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A proxy with authentication, for plain requests and for tunnels. */
class ProxyTest {
  private static final String ALICE =
      "Basic " + Base64.getEncoder().encodeToString("alice:s3cret-ü".getBytes(UTF_8));
  private static final RetryOptions THREE_RETRIES =
      new RetryOptions(3, Duration.ofMillis(1), Duration.ofMillis(1));

  private final Queue<String> heads = new ConcurrentLinkedQueue<>();
  private final LocalServer service = new LocalServer("http", this::serve);
  private final LocalServer secureService = new LocalServer("https", this::serve);
  private final LocalServer proxy = new LocalServer("http", this::relay);

  @AfterEach
  void close() {
    proxy.close();
    service.close();
    secureService.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "https"})
  void userIsKnownFromTheFirstRequestOn(String scheme) throws Exception {
    try (Us3Client client = proxied(scheme).proxyCredentials("alice", "s3cret-ü").build()) {
      client.putObject(put("a", new byte[100]));
      client.putObject(put("b", new byte[300_000]));
    }

    assertThat(authorizations()).isNotEmpty().containsOnly(ALICE);
    assertThat(proxy.connectionCount()).isOne();
  }

  @Test
  void userIsNotToldToTheServiceBehindATunnel() throws Exception {
    try (Us3Client client = proxied("https").proxyCredentials("alice", "s3cret-ü").build()) {
      client.deleteObject(BUCKET, "a");
    }

    assertThat(heads).hasSize(2);
    assertThat(heads.stream().skip(1)).noneMatch(head -> head.contains("Proxy-Authorization"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "https"})
  void refusalWithoutAUserNamesTheOptionsAndIsNotRetried(String scheme) throws Exception {
    try (Us3Client client = proxied(scheme).retries(THREE_RETRIES).build()) {
      Us3ServiceException refusal =
          catchThrowableOfType(
              Us3ServiceException.class, () -> client.putObject(put("a", new byte[100])));

      assertThat(refusal.getHttpStatus()).isEqualTo(407);
      assertThat(refusal.isRetryable()).isFalse();
      assertThat(refusal).hasMessageContaining("proxyUser and proxyPassword");
      assertThat(refusal.dumpResponse(false)).contains("Proxy-Authenticate: Basic");
    }
    assertThat(heads).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "https"})
  void refusalOfAUserNamesHimButNotHisPassword(String scheme) throws Exception {
    try (Us3Client client =
        proxied(scheme).retries(THREE_RETRIES).proxyCredentials("bob", "hunter2").build()) {
      assertThatExceptionOfType(Us3ServiceException.class)
          .isThrownBy(() -> client.headObject(BUCKET, "a"))
          .withMessageContaining("proxyUser \"bob\"")
          .satisfies(e -> assertThat(e.toString() + e.dumpResponse(true)).doesNotContain("hunter2"))
          .satisfies(e -> assertThat(e.getHttpStatus()).isEqualTo(407));
    }
    assertThat(heads).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, 0",
    "localhost|127.*, 0",
    "*.internal|*.0.0.1, 0",
    "' 127.0.0.1 |', 0",
    "*, 0",
    "localhost, 1",
    "127.0.0, 1",
    "127x0x0x1, 1",
    "|, 1"
  })
  void hostsOfThePatternAreSpokenToDirectly(String pattern, int throughProxy) throws Exception {
    try (Us3Client client =
        proxied("http").proxyCredentials("alice", "s3cret-ü").nonProxyHosts(pattern).build()) {
      client.deleteObject(BUCKET, "a");
    }

    assertThat(proxy.connectionCount()).isEqualTo(throughProxy);
    assertThat(service.connectionCount()).isOne();
  }

  @Test
  void credentialsAreChecked() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Us3Client.builder().proxyCredentials("a:b", "secret"))
        .withMessage("proxyUser must be a name without a colon: \"a:b\"");
    assertThat(ProxyCredentials.of("alice", "s3cret")).asString().doesNotContain("s3cret", "Basic");
  }

  @Test
  void keepsNoIdleConnectionWhenNoneIsWanted() throws Exception {
    try (Us3Client client = Clients.builder(service.endpoint()).maxIdleConnections(0).build()) {
      client.deleteObject(BUCKET, "a");
      client.deleteObject(BUCKET, "b");
    }

    assertThat(service.connectionCount()).isEqualTo(2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Us3Client.builder().maxIdleConnections(-1))
        .withMessage("maxIdleConnections must be 0 or more: -1");
  }

  private Us3ClientBuilder proxied(String scheme) {
    LocalServer target = "https".equals(scheme) ? secureService : service;
    return Clients.builder(target.endpoint())
        .tls(LocalServer.tlsContext(), LocalServer.trust().trustManager())
        .proxy("127.0.0.1", proxy.port());
  }

  private static PutObjectRequest put(String key, byte[] bytes) {
    return new PutObjectRequest(
        BUCKET,
        key,
        ObjectSource.bytes(bytes),
        ObjectAttributes.ofMimeType("text/plain"),
        null,
        new IntegrityOptions(false, false));
  }

  /** The credentials that the proxy got, request by request. */
  private List<String> authorizations() {
    return heads.stream().filter(head -> head.contains("Proxy-")).map(ProxyTest::user).toList();
  }

  private static String user(String head) {
    return head.lines()
        .filter(line -> line.startsWith("Proxy-Authorization: "))
        .map(line -> line.substring("Proxy-Authorization: ".length()))
        .findFirst()
        .orElse("");
  }

  private void serve(Socket connection) throws IOException {
    InputStream in = connection.getInputStream();
    for (String head = LocalServer.head(in); !head.isEmpty(); head = LocalServer.head(in)) {
      heads.add(head);
      in.readNBytes(LocalServer.bodyLength(head));
      respond(connection, "HTTP/1.1 200 OK\r\nETag: \"x\"\r\nContent-Length: 0\r\n\r\n");
    }
  }

  private void relay(Socket connection) throws Exception {
    InputStream in = connection.getInputStream();
    for (String head = LocalServer.head(in); !head.isEmpty(); head = LocalServer.head(in)) {
      if (!user(head).equals(ALICE)) {
        heads.add(head);
        in.readNBytes(LocalServer.bodyLength(head));
        respond(
            connection,
            "HTTP/1.1 407 Who?\r\nProxy-Authenticate: Basic realm=x\r\nContent-Length: 0\r\n\r\n");
      } else if (head.startsWith("CONNECT ")) {
        heads.add(head);
        respond(connection, "HTTP/1.1 200 Go on\r\n\r\n");
        tunnel(connection);
        return;
      } else {
        try (Socket next = new Socket(InetAddress.getLoopbackAddress(), service.port())) {
          next.getOutputStream().write(head.getBytes(UTF_8));
          next.getOutputStream().write(in.readNBytes(LocalServer.bodyLength(head)));
          respond(connection, LocalServer.head(next.getInputStream()));
        }
      }
    }
  }

  private void tunnel(Socket connection) throws Exception {
    try (Socket next = new Socket(InetAddress.getLoopbackAddress(), secureService.port())) {
      Thread back = new Thread(() -> pump(next, connection)); // the common pool may have one only
      back.start();
      pump(connection, next);
      back.join();
    }
  }

  private static void pump(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
      to.shutdownOutput();
    } catch (IOException e) {
      // either side has ended
    }
  }

  private static void respond(Socket connection, String head) throws IOException {
    connection.getOutputStream().write(head.getBytes(UTF_8));
  }
}
