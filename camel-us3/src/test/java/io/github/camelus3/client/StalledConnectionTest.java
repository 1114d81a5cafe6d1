package io.github.camelus3.client;

import static io.github.camelus3.client.Clients.BUCKET;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.camelus3.Await;
import io.github.camelus3.client.source.ObjectSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Peers that stop reading, or respond early or never. Each test ends within its time limit,
 * although most timeouts of the client are longer; and other clients of the JVM still time out.
 */
@Timeout(60)
class StalledConnectionTest {
  private static final long LARGE = 64 << 20; // more than buffers between two sockets hold
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final Duration LONG = Duration.ofMinutes(10);
  private static final RetryOptions TWO_RETRIES =
      new RetryOptions(2, Duration.ofMillis(1), Duration.ofMillis(1));

  @TempDir private Path folder;

  private final CountDownLatch end = new CountDownLatch(1);
  private Path file;
  private LocalServer server;

  @BeforeEach
  void makeFile() throws IOException {
    file = folder.resolve("large");
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(LARGE);
    }
  }

  @AfterEach
  void othersStillTimeOut() {
    end.countDown();
    server.close();
    try (LocalServer silent =
        new LocalServer(connection -> connection.getInputStream().readAllBytes())) {
      OkHttpClient other = new OkHttpClient.Builder().readTimeout(Duration.ofMillis(50)).build();
      Request request = new Request.Builder().url(silent.endpoint()).build();
      assertThatExceptionOfType(SocketTimeoutException.class)
          .isThrownBy(() -> other.newCall(request).execute());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "https"})
  void writeThatStallsEndsInTheWriteTimeout(String scheme) throws Exception {
    serve(scheme, this::readHeadAlone);

    try (Us3Client client = client().writeTimeout(SHORT).retries(TWO_RETRIES).build()) {
      assertThatExceptionOfType(Us3TransportException.class)
          .isThrownBy(() -> put(client, null))
          .satisfies(e -> assertThat(e.isRequestSent()).isTrue());
    }

    assertConnections(server, 3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "https"})
  void writeOfAPartThatStallsEndsInTheWriteTimeout(String scheme) throws Exception {
    serve(scheme, this::readHeadAlone);
    MultipartUpload upload = new MultipartUpload(BUCKET, "k", "id", "text/plain", LARGE);

    try (Us3Client client = client().writeTimeout(SHORT).retries(TWO_RETRIES).build();
        ObjectSource source = ObjectSource.file(file)) {
      assertThatExceptionOfType(Us3TransportException.class)
          .isThrownBy(() -> client.uploadPart(upload, 0, source, IntegrityOptions.DEFAULT));
    }

    assertConnections(server, 3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void writeThatStallsEndsWithSocketsOfTheUsersFactory(String version) throws Exception {
    serve("https", this::readHeadAlone);
    SSLContext context = SSLContext.getInstance(version);
    context.init(null, new TrustManager[] {LocalServer.trust().trustManager()}, null);

    try (Us3Client client =
        client().tls(context, LocalServer.trust().trustManager()).writeTimeout(SHORT).build()) {
      assertThatExceptionOfType(Us3TransportException.class).isThrownBy(() -> put(client, null));
    }

    assertConnections(server, 1);
  }

  @Test
  void writeThatStallsInATunnelEndsInTheWriteTimeout() throws Exception {
    serve("https", this::readHeadAlone);
    try (LocalServer proxy = new LocalServer("http", this::tunnel);
        Us3Client client = client().proxy("127.0.0.1", proxy.port()).writeTimeout(SHORT).build()) {
      assertThatExceptionOfType(Us3TransportException.class).isThrownBy(() -> put(client, null));

      assertConnections(proxy, 1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "https"})
  void writeThatStallsBehindASocksProxyEndsInTheWriteTimeout(String scheme) throws Exception {
    serve(scheme, this::readHeadAlone);
    try (LocalServer proxy = new LocalServer("http", this::socks);
        Us3Client client = behindSocks(proxy).writeTimeout(SHORT).build()) {
      assertThatExceptionOfType(Us3TransportException.class).isThrownBy(() -> put(client, null));

      assertConnections(proxy, 1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "https"})
  void largeBodyPassesASocksProxy(String scheme) throws Exception {
    AtomicLong received = new AtomicLong();
    serve(
        scheme,
        connection -> {
          InputStream in = connection.getInputStream();
          LocalServer.head(in);
          for (long left = LARGE; left > 0; left = LARGE - received.get()) {
            received.addAndGet(in.readNBytes((int) Math.min(1 << 20, left)).length);
          }
          respond(connection, "HTTP/1.1 200 OK\r\nETag: \"AQAAAA\"\r\nContent-Length: 0\r\n\r\n");
        });
    try (LocalServer proxy = new LocalServer("http", this::socks);
        Us3Client client = behindSocks(proxy).build();
        ObjectSource source = ObjectSource.file(file)) {
      client.putObject(request(source, null).withChecks(new IntegrityOptions(false, false)));

      assertConnections(proxy, 1);
    }
    assertThat(received).hasValue(LARGE);
  }

  private Us3ClientBuilder behindSocks(LocalServer proxy) {
    Proxy socks =
        new Proxy(
            Proxy.Type.SOCKS,
            new InetSocketAddress(InetAddress.getLoopbackAddress(), proxy.port()));
    return client()
        .configureHttp(
            http ->
                http.proxySelector(
                    new ProxySelector() {
                      @Override
                      public List<Proxy> select(URI uri) {
                        return List.of(socks);
                      }

                      @Override
                      public void connectFailed(URI uri, SocketAddress address, IOException e) {
                        // the upload reports the failure
                      }
                    }));
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "https"})
  void streamThatStallsEndsInTheWriteTimeoutAndIsNotRetried(String scheme) throws Exception {
    serve(scheme, this::readHeadAlone);

    try (Us3Client client = client().writeTimeout(SHORT).retries(TWO_RETRIES).build();
        InputStream stream = Files.newInputStream(file)) {
      assertThatExceptionOfType(Us3TransportException.class)
          .isThrownBy(() -> client.putObject(request(ObjectSource.stream(stream, LARGE), null)));
    }

    assertConnections(server, 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "https"})
  void callTimeoutEndsAWriteThatStalls(String scheme) throws Exception {
    serve(scheme, this::readHeadAlone);

    try (Us3Client client = client().callTimeout(SHORT).build()) {
      assertThatExceptionOfType(Us3TransportException.class).isThrownBy(() -> put(client, null));
    }

    assertConnections(server, 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "https"})
  void closingTheClientEndsAWriteThatStalls(String scheme) throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    serve(
        scheme,
        connection -> {
          LocalServer.head(connection.getInputStream());
          connection.getInputStream().readNBytes(1 << 20);
          begun.countDown();
          end.await();
        });
    Us3Client client = client().build();
    CompletableFuture<Throwable> failure =
        CompletableFuture.supplyAsync(() -> catchThrowable(() -> put(client, null)));
    begun.await();

    client.close();

    assertThat(failure.join()).isInstanceOf(Us3TransportException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "https"})
  void bodyThatIsNeverReadEndsInTheReadTimeout(String scheme) throws Exception {
    serve(scheme, this::readHeadAlone);

    try (Us3Client client = client().readTimeout(SHORT).retries(TWO_RETRIES).build()) {
      assertThatExceptionOfType(Us3TransportException.class)
          .isThrownBy(() -> client.putObject(request(ObjectSource.bytes(new byte[100_000]), null)));
    }

    assertConnections(server, 3);
  }

  @ParameterizedTest
  @CsvSource({
    "http, 403, Us3InvalidSignatureException",
    "https, 403, Us3InvalidSignatureException",
    "http, 401, Us3AuthorizationMissingException",
    "https, 401, Us3AuthorizationMissingException",
    "http, 413, Us3ServiceException",
    "https, 413, Us3ServiceException",
    "http, 599, Us3CallbackException",
    "https, 599, Us3CallbackException"
  })
  void earlyRefusalIsSeenOnce(String scheme, int status, String type) throws Exception {
    serve(scheme, connection -> respondAndReadNoMore(connection, response(status)));

    try (Us3Client client = client().retries(TWO_RETRIES).build()) {
      assertThatExceptionOfType(Us3ServiceException.class)
          .isThrownBy(() -> put(client, null))
          .satisfies(e -> assertThat(e.getHttpStatus()).isEqualTo(status))
          .satisfies(e -> assertThat(e.getClass().getSimpleName()).isEqualTo(type));
    }

    assertConnections(server, 1);
  }

  @ParameterizedTest
  @CsvSource({"http, 429", "https, 429", "http, 503", "https, 503", "http, 500", "https, 500"})
  void transientEarlyRefusalIsRetriedOnOtherConnections(String scheme, int status)
      throws Exception {
    serve(scheme, connection -> respondAndReadNoMore(connection, response(status)));

    try (Us3Client client = client().retries(TWO_RETRIES).build()) {
      assertThatExceptionOfType(Us3ServiceException.class)
          .isThrownBy(() -> put(client, null))
          .satisfies(e -> assertThat(e.getHttpStatus()).isEqualTo(status));
    }

    assertConnections(server, 3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "https"})
  void earlyRefusalOfAPolicyIsSeenOnce(String scheme) throws Exception {
    serve(scheme, connection -> respondAndReadNoMore(connection, response(403)));

    try (Us3Client client = client().retries(TWO_RETRIES).build()) {
      assertThatExceptionOfType(Us3InvalidSignatureException.class)
          .isThrownBy(() -> put(client, "{\"callbackUrl\":\"http://127.0.0.1/\"}"));
    }

    assertConnections(server, 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "https"})
  void earlyRefusalIsSeenBehindInterimResponsesAndInPieces(String scheme) throws Exception {
    serve(
        scheme,
        connection -> {
          InputStream in = connection.getInputStream();
          LocalServer.head(in);
          respond(connection, "HTTP/1.1 100 Go on\r\n\r\n");
          in.readNBytes(1 << 20);
          respond(connection, "HTTP/1.1 103 Hints\r\nLink: x\r\n\r\nHTTP/");
          in.readNBytes(1 << 20);
          respond(connection, response(403).substring("HTTP/".length()));
          end.await();
        });

    try (Us3Client client = client().build()) {
      assertThatExceptionOfType(Us3InvalidSignatureException.class)
          .isThrownBy(() -> put(client, null));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "https"})
  void earlyRefusalIsSeenBehindInterimResponsesThatArriveTogether(String scheme) throws Exception {
    serve(
        scheme,
        connection -> {
          LocalServer.head(connection.getInputStream());
          respond(connection, "HTTP/1.1 100 Go on\r\n\r\n"); // with TLS a record for each
          respond(connection, "HTTP/1.1 103 Hints\r\nLink: x\r\n\r\n");
          respond(connection, response(403));
          end.await();
        });

    try (Us3Client client = client().build()) {
      assertThatExceptionOfType(Us3InvalidSignatureException.class)
          .isThrownBy(() -> put(client, null));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "https"})
  void refusalIsSeenAlthoughTheConnectionIsResetBehindIt(String scheme) throws Exception {
    serve(
        scheme,
        connection -> {
          LocalServer.head(connection.getInputStream());
          respond(connection, response(403)); // closed with bytes unread, so reset
        });

    try (Us3Client client = client().retries(TWO_RETRIES).build()) {
      assertThatExceptionOfType(Us3InvalidSignatureException.class)
          .isThrownBy(() -> put(client, null));
    }

    assertConnections(server, 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "https"})
  void connectionThatEndsWithoutAResponseIsLost(String scheme) throws Exception {
    serve(scheme, connection -> LocalServer.head(connection.getInputStream()));

    try (Us3Client client = client().build()) {
      assertThatExceptionOfType(Us3TransportException.class).isThrownBy(() -> put(client, null));
    }

    assertConnections(server, 1);
  }

  @ParameterizedTest
  @CsvSource({"http, true", "https, true", "http, false", "https, false"})
  void earlySuccessIsNone(String scheme, boolean verify) throws Exception {
    String ok = "HTTP/1.1 200 OK\r\nETag: \"AQAAAA\"\r\nContent-Length: 0\r\n\r\n";
    serve(scheme, connection -> respondAndReadNoMore(connection, ok));

    try (Us3Client client = client().build();
        ObjectSource source = ObjectSource.file(file)) {
      PutObjectRequest request =
          PutObjectRequest.of(BUCKET, "k", "text/plain", source)
              .withChecks(new IntegrityOptions(verify, false));
      assertThatExceptionOfType(Us3TransportException.class)
          .isThrownBy(() -> client.putObject(request))
          .withMessageContaining("HTTP 200 arrived before the whole request was sent");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "https"})
  @Timeout(240)
  void peerThatReadsSlowlyGetsEverything(String scheme) throws Exception {
    CompletableFuture<Integer> received = new CompletableFuture<>();
    serve(
        scheme,
        connection -> {
          InputStream in = connection.getInputStream();
          int length = LocalServer.bodyLength(LocalServer.head(in));
          int count = 0;
          byte[] few = new byte[4096];
          int reads = 0;
          for (int n = 0; count < length && n >= 0; count += Math.max(n, 0)) {
            n = in.read(few);
            if (++reads % 16 == 0) {
              Thread.yield();
            }
          }
          received.complete(count);
          respond(connection, "HTTP/1.1 200 OK\r\nETag: \"x\"\r\nContent-Length: 0\r\n\r\n");
        });

    try (Us3Client client = client().build();
        ObjectSource source = ObjectSource.file(file)) {
      PutObjectRequest request =
          PutObjectRequest.of(BUCKET, "k", "text/plain", source)
              .withChecks(new IntegrityOptions(false, false));
      assertThat(client.putObject(request).sizeBytes()).isEqualTo(LARGE);
    }

    assertThat(received.join()).isEqualTo((int) LARGE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "https"})
  void idleConnectionIsClosedAlthoughThePeerReadsNoMore(String scheme) throws Exception {
    CountDownLatch responded = new CountDownLatch(1);
    serve(
        scheme,
        connection -> {
          respondAndReadNoMoreAfterBody(connection);
          responded.countDown();
          end.await();
        });
    Us3Client client = client().build();
    client.deleteObject(BUCKET, "k");
    responded.await();

    client.close();

    assertConnections(server, 1);
  }

  /** The server may hear of a connection later than the client has given it up. */
  private static void assertConnections(LocalServer server, int count) {
    Await.until(() -> server.connectionCount() >= count);
    assertThat(server.connectionCount()).isEqualTo(count);
  }

  private void serve(String scheme, LocalServer.Handler handler) {
    server = new LocalServer(scheme, handler);
  }

  /** With timeouts longer than a test. */
  private Us3ClientBuilder client() {
    return Clients.builder(server.endpoint())
        .tls(LocalServer.tlsContext(), LocalServer.trust().trustManager())
        .writeTimeout(LONG)
        .readTimeout(LONG);
  }

  private void put(Us3Client client, String policy) throws IOException {
    try (ObjectSource source = ObjectSource.file(file)) {
      client.putObject(request(source, policy));
    }
  }

  private static PutObjectRequest request(ObjectSource source, String policy) {
    ObjectAttributes attributes = ObjectAttributes.ofMimeType("text/plain");
    return new PutObjectRequest(BUCKET, "k", source, attributes, policy, IntegrityOptions.DEFAULT);
  }

  private void readHeadAlone(Socket connection) throws Exception {
    LocalServer.head(connection.getInputStream());
    end.await();
  }

  private void respondAndReadNoMore(Socket connection, String response) throws Exception {
    LocalServer.head(connection.getInputStream());
    respond(connection, response);
    end.await();
  }

  private static void respondAndReadNoMoreAfterBody(Socket connection) throws IOException {
    InputStream in = connection.getInputStream();
    in.readNBytes(LocalServer.bodyLength(LocalServer.head(in)));
    respond(connection, "HTTP/1.1 204 OK\r\n\r\n");
  }

  private void tunnel(Socket connection) throws Exception {
    LocalServer.head(connection.getInputStream());
    try (Socket next = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      respond(connection, "HTTP/1.1 200 Go on\r\n\r\n");
      new Thread(() -> pump(next, connection)).start(); // the common pool may have one thread only
      pump(connection, next);
    }
  }

  /** Version 5, without authentication; every address is the server's. */
  private void socks(Socket connection) throws Exception {
    InputStream in = connection.getInputStream();
    int version = in.read();
    in.readNBytes(in.read()); // methods
    connection.getOutputStream().write(new byte[] {(byte) version, 0});
    byte[] head = in.readNBytes(4);
    in.readNBytes(head[3] == 1 ? 6 : in.read() + 2); // an IPv4 address or a name, and a port
    connection.getOutputStream().write(new byte[] {(byte) version, 0, 0, 1, 0, 0, 0, 0, 0, 0});
    try (Socket next = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      new Thread(() -> pump(next, connection)).start(); // the common pool may have one thread only
      pump(connection, next);
    }
  }

  private static void pump(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException e) {
      // either side has ended
    }
  }

  private static String response(int status) {
    int retCode = status == 401 || status == 403 ? -148643 : -1;
    String body = "{\"RetCode\":" + retCode + ",\"ErrMsg\":\"no\"}";
    return "HTTP/1.1 "
        + status
        + " No\r\nContent-Type: application/json\r\nContent-Length: "
        + body.length()
        + "\r\n\r\n"
        + body;
  }

  private static void respond(Socket connection, String text) throws IOException {
    connection.getOutputStream().write(text.getBytes(UTF_8));
    connection.getOutputStream().flush();
  }
}
