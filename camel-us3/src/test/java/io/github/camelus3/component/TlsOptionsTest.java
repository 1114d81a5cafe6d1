package io.github.camelus3.component;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelus3.client.TlsRelay;
import io.github.camelus3.client.Us3TransportException;
import java.io.IOException;
import java.util.Map;
import javax.net.ssl.SSLHandshakeException;
import org.apache.camel.Exchange;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.jsse.TrustManagersParameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Uploads by https to an emulator whose certificate the platform does not trust. */
class TlsOptionsTest extends Us3TestSupport {
  private TlsRelay relay;
  private final SSLContextParameters tls = new SSLContextParameters();

  @BeforeEach
  void serve() throws IOException {
    relay = new TlsRelay(us3.endpoint());
    TrustManagersParameters trust = new TrustManagersParameters();
    trust.setTrustManager(relay.trust().trustManager());
    tls.setTrustManagers(trust);
  }

  @AfterEach
  void close() throws IOException {
    relay.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"auto", "jdk", "conscrypt"})
  void sslContextParametersWinOverTheProvider(String provider) {
    context.getRegistry().bind("tls", tls);

    Exchange uploaded = upload("&sslContextParameters=#tls&tlsProvider=" + provider);

    assertThat(uploaded.getException()).isNull();
    assertThat(us3.object(BUCKET, "k")).isPresent();
  }

  @Test
  void globalSslContextParametersWinToo() {
    context.setSSLContextParameters(tls);
    context.getComponent("us3", Us3Component.class).setUseGlobalSslContextParameters(true);

    Exchange uploaded = upload("&tlsProvider=conscrypt");

    assertThat(uploaded.getException()).isNull();
    assertThat(us3.object(BUCKET, "k")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"auto", "jdk", "conscrypt"})
  void withoutThemTheCertificateIsRefused(String provider) {
    Exchange refused = upload("&tlsProvider=" + provider);

    assertThat(refused.getException())
        .isInstanceOf(Us3TransportException.class)
        .hasCauseInstanceOf(SSLHandshakeException.class);
    assertThat(us3.object(BUCKET, "k")).isEmpty();
  }

  private Exchange upload(String options) {
    return send(
        "us3:" + BUCKET + "?endpoint=" + relay.endpoint() + options,
        "text",
        Map.of(Us3Constants.KEY, "k"));
  }
}
