package io.github.camelus3.client;

import static io.github.camelus3.client.Clients.BUCKET;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import javax.net.ssl.HostnameVerifier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpSettingsTest {
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  private final Queue<String> seen = new ConcurrentLinkedQueue<>();
  private final LocalServer service = new LocalServer("http", HttpSettingsTest::serve);
  private final LocalServer secureService = new LocalServer("https", HttpSettingsTest::serve);

  @AfterEach
  void close() {
    service.close();
    secureService.close();
  }

  @Test
  void hostsAreResolvedByTheResolver() throws Exception {
    delete(
        service,
        http ->
            http.resolver(
                host -> {
                  seen.add(host);
                  return List.of(LOOPBACK);
                }));

    assertThat(seen).containsExactly("us3.invalid");
    assertThat(service.connectionCount()).isOne();
  }

  @Test
  void hostThatTheResolverDoesNotKnowIsNotReached() {
    assertThatExceptionOfType(Us3TransportException.class)
        .isThrownBy(
            () ->
                delete(
                    service,
                    http ->
                        http.resolver(
                            host -> {
                              throw new UnknownHostException(host);
                            })))
        .satisfies(e -> assertThat(e.isRequestSent()).isFalse());
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void versionOfTlsIsTheOneThatMayBeSpoken(String version) throws Exception {
    HostnameVerifier verifier = (host, session) -> seen.add(host + ' ' + session.getProtocol());

    delete(
        secureService,
        http ->
            http.resolver(host -> List.of(LOOPBACK))
                .hostnameVerifier(verifier)
                .tlsVersions(version));

    assertThat(seen).containsExactly("us3.invalid " + version);
  }

  @Test
  void proxyIsTheOneThatTheSelectorChooses() throws Exception {
    delete(
        service,
        http ->
            http.proxySelector(ProxySelector.of(new InetSocketAddress(LOOPBACK, service.port()))));

    assertThat(service.connectionCount()).isOne();
  }

  @Test
  void settingsAreChecked() {
    HttpSettings settings = new HttpSettings();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings.tlsVersions("TLSv1.2", "TLSv9"))
        .withMessageContaining("tlsVersions")
        .withMessageContaining("TLSv9");
    assertThatIllegalArgumentException().isThrownBy(settings::tlsVersions);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings.keepAlive(Duration.ZERO))
        .withMessageContaining("keepAlive");
  }

  private static void delete(LocalServer server, Consumer<HttpSettings> settings)
      throws IOException {
    try (Us3Client client =
        Clients.builder(server.endpoint().replace("127.0.0.1", "us3.invalid"))
            .tls(LocalServer.tlsContext(), LocalServer.trust().trustManager())
            .configureHttp(settings)
            .build()) {
      client.deleteObject(BUCKET, "k");
    }
  }

  private static void serve(Socket connection) throws IOException {
    InputStream in = connection.getInputStream();
    for (String head = LocalServer.head(in); !head.isEmpty(); head = LocalServer.head(in)) {
      connection.getOutputStream().write("HTTP/1.1 204 OK\r\n\r\n".getBytes(UTF_8));
    }
  }
}
