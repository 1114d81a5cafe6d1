package io.github.camelus3.emulator;

import static io.github.camelus3.emulator.TestClient.json;
import static io.github.camelus3.emulator.TestClient.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Callbacks over TLS. The texts are those of Go 1.19.8, as in {@link CallbackTest}, for the same
 * certificates; since 1.15 Go adds the time to "not yet valid" and ignores common names.
 */
class CallbackTlsTest {
  private static Map<String, SelfSigned> certificates;

  @RegisterExtension final TestEmulator us3 = new TestEmulator();

  @BeforeAll
  static void makeCertificates(@TempDir Path directory) throws IOException, InterruptedException {
    certificates =
        Map.of(
            "own",
            SelfSigned.create(
                directory.resolve("own"), "-dname", "CN=x", "-ext", "san=ip:127.0.0.1"),
            "expired",
            SelfSigned.create(
                directory.resolve("expired"),
                "-dname",
                "CN=x",
                "-ext",
                "san=dns:a.example",
                "-startdate",
                "-3d",
                "-validity",
                "1"),
            "names",
            SelfSigned.create(
                directory.resolve("names"),
                "-dname",
                "CN=x",
                "-ext",
                "san=dns:a.example,dns:*.b.example,ip:10.0.0.1"),
            "common",
            SelfSigned.create(directory.resolve("common"), "-dname", "CN=cn.example"));
  }

  private static HttpResponse<byte[]> put(TestClient client, String certificate, String host)
      throws IOException {
    HttpsServer service = certificates.get(certificate).serve();
    try {
      String url = "https://" + host + ":" + service.getAddress().getPort() + "/cb";
      return client.putWithPolicy("k", "{\"callbackUrl\":\"" + url + "\"}", new byte[1]);
    } finally {
      service.stop(0);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "own | 127.0.0.1 | x509: certificate signed by unknown authority",
        "expired | 127.0.0.1 | x509: certificate has expired or is not yet valid",
        "names | localhost | x509: certificate is valid for a.example, *.b.example, not localhost",
        "names | 127.0.0.1 | x509: certificate is valid for 10.0.0.1, not 127.0.0.1",
        "common | localhost | x509: certificate is valid for cn.example, not localhost",
        "common | 127.0.0.1 | x509: cannot validate certificate for 127.0.0.1 because it doesn't"
            + " contain any IP SANs"
      })
  void refusedCertificateIsToldInTheWordsOfGo(String certificate, String host, String words)
      throws IOException {
    HttpResponse<byte[]> response = put(us3.client(), certificate, host);

    assertThat(response.statusCode()).isEqualTo(599);
    assertThat(json(response).get("RetCode").intValue()).isEqualTo(20003);
    assertThat(json(response).get("ErrMsg").textValue())
        .matches("send request error: Post https://" + host + ":\\d+/cb: .*")
        .endsWith(": " + words);
  }

  @Test
  void authorityOfTheApplicationsDefaultContextIsTrusted()
      throws IOException, GeneralSecurityException {
    SSLContext before = SSLContext.getDefault();
    SSLContext.setDefault(certificates.get("own").trusting());
    try {
      HttpResponse<byte[]> response = put(us3.client(), "own", "127.0.0.1");

      assertThat(response.statusCode()).as(text(response)).isEqualTo(200);
    } finally {
      SSLContext.setDefault(before);
    }
  }

  /** The JVM reads the properties once, so this is a new one. */
  @Test
  void authorityOfTheTrustStoreIsTrusted() throws IOException {
    try (ProgramRun program =
        ProgramRun.of(
            List.of(
                "-Djavax.net.ssl.trustStore=" + certificates.get("own").store(),
                "-Djavax.net.ssl.trustStorePassword=" + SelfSigned.PASSWORD),
            "--port=0",
            "--callback-timeout-millis=60000",
            "--bucket=" + TestClient.BUCKET,
            "--public-key=" + Signer.DEMO.publicKey(),
            "--private-key=" + Signer.DEMO.privateKey())) {
      TestClient client = new TestClient(program.awaitEndpoint(), Signer.DEMO);

      HttpResponse<byte[]> response = put(client, "own", "127.0.0.1");

      assertThat(response.statusCode()).as(text(response)).isEqualTo(200);
    }
  }
}
