package io.github.camelus3.component.options;

import io.github.camelus3.client.RetryOptions;
import io.github.camelus3.client.ServiceHost;
import io.github.camelus3.client.TlsProvider;
import io.github.camelus3.client.Us3Client;
import io.github.camelus3.client.Us3ClientBuilder;
import io.github.camelus3.sign.Credentials;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Arrays;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.apache.camel.CamelContext;
import org.apache.camel.support.jsse.SSLContextParameters;

/**
 * The connection settings of an endpoint. Endpoints with equal settings share a client. Immutable.
 *
 * @param given the client of the option {@code us3Client}, without other settings; null to make one
 * @param proxy null for none
 * @param tls null for the defaults of the JDK; equal only to itself
 */
public record ClientSettings(
    Us3Client given,
    ServiceHost host,
    Credentials credentials,
    String bucketHost,
    String projectId,
    RetryOptions retries,
    Timeouts timeouts,
    Proxy proxy,
    int maxIdleConnections,
    SSLContextParameters tls,
    TlsProvider tlsProvider) {

  /** Timeouts in milliseconds; 0 for none. */
  record Timeouts(long connect, long read, long write, long call) {}

  /**
   * An HTTP proxy.
   *
   * @param user null for a proxy without authentication
   * @param nonProxyHosts hosts that are reached directly; null for none
   */
  record Proxy(String host, int port, String user, String password, String nonProxyHosts) {
    @Override
    public String toString() {
      return "Proxy[" + host + ':' + port + ']'; // never the password
    }
  }

  static ClientSettings of(Us3Client given) {
    return new ClientSettings(given, null, null, null, null, null, null, null, 0, null, null);
  }

  /** Makes a client, which the caller closes. */
  public Us3Client newClient(CamelContext context) throws Exception {
    Us3ClientBuilder client =
        Us3Client.builder()
            .host(host)
            .credentials(credentials)
            .bucketHost(bucketHost)
            .projectId(projectId)
            .retries(retries)
            .connectTimeout(Duration.ofMillis(timeouts.connect()))
            .readTimeout(Duration.ofMillis(timeouts.read()))
            .writeTimeout(Duration.ofMillis(timeouts.write()))
            .callTimeout(Duration.ofMillis(timeouts.call()))
            .maxIdleConnections(maxIdleConnections)
            .tlsProvider(tlsProvider);
    if (proxy != null) {
      configureProxy(client);
    }
    if (tls != null) {
      client.tls(tls.createSSLContext(context), trustManager(tls));
    }
    return client.build();
  }

  private void configureProxy(Us3ClientBuilder client) {
    client.proxy(proxy.host(), proxy.port());
    if (proxy.user() != null) {
      client.proxyCredentials(proxy.user(), proxy.password());
    }
    if (proxy.nonProxyHosts() != null) {
      client.nonProxyHosts(proxy.nonProxyHosts());
    }
  }

  private static X509TrustManager trustManager(SSLContextParameters tls) throws Exception {
    TrustManager[] managers =
        tls.getTrustManagers() == null ? null : tls.getTrustManagers().createTrustManagers();
    if (managers == null) {
      TrustManagerFactory platform =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      platform.init((KeyStore) null);
      managers = platform.getTrustManagers();
    }
    return Arrays.stream(managers)
        .filter(X509TrustManager.class::isInstance)
        .map(X509TrustManager.class::cast)
        .findFirst()
        .orElseThrow(
            () ->
                new GeneralSecurityException(
                    "sslContextParameters must have an X.509 trust manager"));
  }
}
