package io.github.camelus3.client;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.camelus3.client.http.ConscryptTls;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.Provider;
import java.security.Security;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509TrustManager;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The JDK's TLS and Conscrypt's. */
class TlsProviderTest {
  private static final X509TrustManager TRUST = LocalServer.trust().trustManager();
  private static final HeldCertificate ROOT =
      new HeldCertificate.Builder().certificateAuthority(0).build();

  @ParameterizedTest
  @EnumSource
  void aCertificateOfATrustedAuthorityIsAccepted(TlsProvider provider) throws Exception {
    HeldCertificate certificate =
        new HeldCertificate.Builder().addSubjectAlternativeName("127.0.0.1").signedBy(ROOT).build();

    assertThat(failureOfHead(provider, certificate)).isInstanceOf(Us3ServiceException.class);
  }

  /** Certificates that a client must refuse, and what the page on troubleshooting quotes. */
  enum Certificate {
    UNTRUSTED("`PKIX path building failed`"),
    OF_ANOTHER_HOST("`Hostname … not verified`"),
    EXPIRED("`PKIX path validation failed`");

    private final String quoted;

    Certificate(String quoted) {
      this.quoted = quoted;
    }

    List<String> messages() {
      return List.of(quoted.replace("`", "").split("…"));
    }

    HeldCertificate make() {
      HeldCertificate.Builder certificate = new HeldCertificate.Builder();
      return switch (this) {
        case UNTRUSTED -> certificate.addSubjectAlternativeName("127.0.0.1").build();
        case OF_ANOTHER_HOST ->
            certificate.addSubjectAlternativeName("example.com").signedBy(ROOT).build();
        case EXPIRED ->
            certificate
                .addSubjectAlternativeName("127.0.0.1")
                .signedBy(ROOT)
                .validityInterval(0, TimeUnit.DAYS.toMillis(1))
                .build();
      };
    }
  }

  @Test
  void autoIsConscryptWhereItIsOnTheClassPath() {
    assertThat(providerOf(TlsProvider.AUTO)).isEqualTo("Conscrypt");
    assertThat(providerOf(TlsProvider.CONSCRYPT)).isEqualTo("Conscrypt");
    assertThat(providerOf(TlsProvider.JDK)).isEqualTo("SunJSSE");
  }

  private static String providerOf(TlsProvider provider) {
    return provider.context(TRUST).getProvider().getName();
  }

  @Test
  void conscryptIsNotRegisteredWithTheJvm() {
    ConscryptTls.require(TRUST);

    assertThat(Stream.of(Security.getProviders()).map(Provider::getName))
        .doesNotContain("Conscrypt");
  }

  @ParameterizedTest
  @EnumSource
  void bothProvidersRefuseACertificateWithTheSameException(Certificate certificate)
      throws Exception {
    SSLException jdk = refusal(TlsProvider.JDK, certificate);
    SSLException conscrypt = refusal(TlsProvider.CONSCRYPT, certificate);

    assertThat(conscrypt).isExactlyInstanceOf(jdk.getClass());
    assertThat(Files.readString(Path.of("../docs/troubleshooting.md")))
        .contains("\n| " + certificate.quoted);
    for (String message : certificate.messages()) {
      assertThat(jdk).hasStackTraceContaining(message);
      assertThat(conscrypt).hasStackTraceContaining(message);
    }
  }

  private static SSLException refusal(TlsProvider provider, Certificate certificate)
      throws Exception {
    Us3Exception failure = failureOfHead(provider, certificate.make());
    assertThat(failure)
        .isInstanceOf(Us3TransportException.class)
        .hasCauseInstanceOf(SSLException.class);
    return (SSLException) failure.getCause();
  }

  @ParameterizedTest
  @EnumSource
  @Timeout(60)
  void aRecordLongerThanTlsAllowsEndsTheHandshake(TlsProvider provider) throws Exception {
    try (LocalServer server =
            new LocalServer(
                "http",
                connection -> {
                  connection.getInputStream().read(new byte[8 << 10]);
                  connection.getOutputStream().write(new byte[] {22, 3, 3, -1, -1}); // 65,535 bytes
                  connection.getOutputStream().write(new byte[1 << 20]);
                });
        Us3Client us3 =
            Clients.builder("https://127.0.0.1:" + server.port())
                .tls(provider.context(TRUST), TRUST)
                .build()) {
      assertThatExceptionOfType(Us3TransportException.class)
          .isThrownBy(() -> us3.headObject(Clients.BUCKET, "k"))
          .withCauseInstanceOf(SSLException.class);
    }
  }

  @ParameterizedTest
  @CsvSource({"JDK, TLSv1.2", "JDK, TLSv1.3", "CONSCRYPT, TLSv1.2", "CONSCRYPT, TLSv1.3"})
  void theServerIsToldTheNameOfTheHostInEveryVersion(TlsProvider provider, String version)
      throws Exception {
    HeldCertificate certificate =
        new HeldCertificate.Builder()
            .addSubjectAlternativeName("us3.example.com")
            .signedBy(ROOT)
            .build();
    CompletableFuture<SSLSession> session = new CompletableFuture<>();

    Us3Exception failure =
        failureOfHead(
            provider,
            certificate,
            "us3.example.com",
            http ->
                http.tlsVersions(version)
                    .resolver(host -> List.of(InetAddress.getLoopbackAddress())),
            session);

    assertThat(failure).isInstanceOf(Us3ServiceException.class);
    assertThat(session.join().getProtocol()).isEqualTo(version);
    assertThat(((ExtendedSSLSession) session.join()).getRequestedServerNames())
        .containsExactly(new SNIHostName("us3.example.com"));
  }

  private static Us3Exception failureOfHead(TlsProvider provider, HeldCertificate certificate)
      throws Exception {
    return failureOfHead(provider, certificate, "127.0.0.1", http -> {}, new CompletableFuture<>());
  }

  /**
   * The failure of a HEAD, to which the service responds with 404.
   *
   * @param session completed with the server's
   */
  private static Us3Exception failureOfHead(
      TlsProvider provider,
      HeldCertificate certificate,
      String host,
      Consumer<HttpSettings> settings,
      CompletableFuture<SSLSession> session)
      throws Exception {
    HandshakeCertificates server =
        new HandshakeCertificates.Builder().heldCertificate(certificate).build();
    HandshakeCertificates client =
        new HandshakeCertificates.Builder().addTrustedCertificate(ROOT.certificate()).build();
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try (ServerSocket listener = listen(server);
        Us3Client us3 =
            Clients.builder("https://" + host + ':' + listener.getLocalPort())
                .configureHttp(settings)
                .tls(provider.context(client.trustManager()), client.trustManager())
                .build()) {
      thread.submit(() -> respondNotFound(listener, session));
      return catchThrowableOfType(Us3Exception.class, () -> us3.headObject(Clients.BUCKET, "k"));
    } finally {
      thread.shutdownNow();
    }
  }

  private static Void respondNotFound(ServerSocket listener, CompletableFuture<SSLSession> session)
      throws IOException {
    try (Socket connection = listener.accept()) {
      connection.getInputStream().read(new byte[8 << 10]);
      session.complete(((SSLSocket) connection).getSession());
      connection
          .getOutputStream()
          .write("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n".getBytes(US_ASCII));
      connection.getInputStream().read();
    }
    return null;
  }

  @Test
  void requiredConscryptThatDoesNotRunIsAnErrorThatNamesTheOption() throws Exception {
    assertThat(program(Program.class, List.of("-Dos.arch=none"), "CONSCRYPT"))
        .contains("IllegalArgumentException: tlsProvider conscrypt cannot be used");
  }

  @Test
  void autoFallsBackToTheJdkWithALogLineWhereConscryptDoesNotRun() throws Exception {
    assertThat(program(Program.class, List.of("-Dos.arch=none"), "AUTO"))
        .contains("Conscrypt cannot be used on this platform; TLS is the JDK's")
        .contains("chosen: SunJSSE");
    assertThat(program(Program.class, List.of(), "AUTO")).contains("chosen: Conscrypt");
  }

  @Test
  void theClientNeedsAProvider() {
    assertThatExceptionOfType(NullPointerException.class)
        .isThrownBy(() -> Us3Client.builder().tlsProvider(null))
        .withMessage("tlsProvider");
  }

  @ParameterizedTest
  @EnumSource
  void thePlatformsTrustStoreIsUsed(TlsProvider provider, @TempDir Path folder) throws Exception {
    HeldCertificate certificate =
        new HeldCertificate.Builder().addSubjectAlternativeName("127.0.0.1").signedBy(ROOT).build();
    HandshakeCertificates server =
        new HandshakeCertificates.Builder().heldCertificate(certificate).build();
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setCertificateEntry("root", ROOT.certificate());
    Path file = folder.resolve("trust.p12");
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, "password".toCharArray());
    }
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try (ServerSocket listener = listen(server)) {
      thread.submit(() -> respondNotFound(listener, new CompletableFuture<>()));

      String output =
          program(
              HeadProgram.class,
              List.of(
                  "-Djavax.net.ssl.trustStore=" + file,
                  "-Djavax.net.ssl.trustStorePassword=password"),
              provider.name(),
              "https://127.0.0.1:" + listener.getLocalPort());

      assertThat(output).contains("status: 404");
    } finally {
      thread.shutdownNow();
    }
  }

  private static ServerSocket listen(HandshakeCertificates server) throws IOException {
    return server
        .sslContext()
        .getServerSocketFactory()
        .createServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }

  private static String program(Class<?> main, List<String> options, String... arguments)
      throws Exception {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("java.home") + "/bin/java");
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try {
      String output = new String(process.getInputStream().readAllBytes(), UTF_8);
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      return output;
    } finally {
      process.destroyForcibly();
    }
  }

  /** Prints the class that a provider chooses, in a JVM of its own. */
  static final class Program {
    private Program() {}

    public static void main(String[] args) {
      System.out.println("chosen: " + providerOf(TlsProvider.valueOf(args[0])));
    }
  }

  /** Prints the status of a HEAD by a client with the platform's trust store. */
  static final class HeadProgram {
    private HeadProgram() {}

    public static void main(String[] args) throws IOException {
      try (Us3Client client =
          Clients.builder(args[1]).tlsProvider(TlsProvider.valueOf(args[0])).build()) {
        client.headObject(Clients.BUCKET, "k");
      } catch (Us3ServiceException e) {
        System.out.println("status: " + e.getHttpStatus());
      }
    }
  }
}
