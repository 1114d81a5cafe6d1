package io.github.camelus3.client;

import java.net.InetAddress;
import java.net.ProxySelector;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.HostnameVerifier;
import okhttp3.ConnectionPool;
import okhttp3.ConnectionSpec;
import okhttp3.OkHttpClient;
import okhttp3.TlsVersion;

/**
 * Rarely needed settings of the HTTP client below a {@link Us3Client}. They use types of the JDK,
 * because the HTTP library can change. Redirects, retries, sockets and HTTP/1.1 cannot be set: the
 * guarantees of {@link Us3Client} depend on them. For one thread.
 *
 * @see Us3ClientBuilder#configureHttp
 */
public final class HttpSettings {
  private static final Duration KEEP_ALIVE = Duration.ofSeconds(60);

  private Resolver resolver; // null for the platform's default, as the next three
  private ProxySelector proxySelector;
  private HostnameVerifier hostnameVerifier;
  private String[] tlsVersions;
  private Duration keepAlive = KEEP_ALIVE;

  HttpSettings() {}

  /** Finds the addresses of hosts. */
  @FunctionalInterface
  public interface Resolver {
    /**
     * The addresses of a host, at least one, in the order in which they are tried.
     *
     * @throws UnknownHostException if it has none
     */
    List<InetAddress> resolve(String host) throws UnknownHostException;
  }

  /** The resolver of host names; the platform's unless set. Called by several threads. */
  public HttpSettings resolver(Resolver value) {
    resolver = Objects.requireNonNull(value, "resolver");
    return this;
  }

  /**
   * The selector of a proxy for a host; {@link ProxySelector#getDefault()} unless set. Ignored when
   * {@link Us3ClientBuilder#proxy} names a proxy. Called by several threads.
   */
  public HttpSettings proxySelector(ProxySelector value) {
    proxySelector = Objects.requireNonNull(value, "proxySelector");
    return this;
  }

  /**
   * The enabled versions of TLS, such as {@code TLSv1.3}; {@code TLSv1.3} and {@code TLSv1.2}
   * unless set.
   *
   * @throws IllegalArgumentException if the list is empty or names an unknown version
   */
  public HttpSettings tlsVersions(String... values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("tlsVersions must name a version");
    }
    spec(values); // throws on an unknown version
    tlsVersions = values.clone();
    return this;
  }

  /** The check that a certificate is a host's; RFC 2818 unless set. */
  public HttpSettings hostnameVerifier(HostnameVerifier value) {
    hostnameVerifier = Objects.requireNonNull(value, "hostnameVerifier");
    return this;
  }

  /** How long an idle connection is kept alive; 60 s unless set. */
  public HttpSettings keepAlive(Duration value) {
    if (value.toMillis() < 1) {
      throw new IllegalArgumentException("keepAlive must be 1 ms or more: " + value);
    }
    keepAlive = value;
    return this;
  }

  private static ConnectionSpec spec(String... versions) {
    try {
      return new ConnectionSpec.Builder(ConnectionSpec.MODERN_TLS)
          .tlsVersions(parsed(versions))
          .build();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "tlsVersions must be versions such as TLSv1.3: " + Arrays.toString(versions), e);
    }
  }

  private static TlsVersion[] parsed(String... versions) {
    return Arrays.stream(versions).map(TlsVersion::forJavaName).toArray(TlsVersion[]::new);
  }

  void applyTo(OkHttpClient.Builder http, int maxIdleConnections) {
    http.connectionPool(
        new ConnectionPool(maxIdleConnections, keepAlive.toMillis(), TimeUnit.MILLISECONDS));
    if (resolver != null) {
      Resolver own = resolver;
      http.dns(own::resolve);
    }
    if (proxySelector != null) {
      http.proxySelector(proxySelector);
    }
    if (hostnameVerifier != null) {
      http.hostnameVerifier(hostnameVerifier);
    }
    if (tlsVersions != null) {
      http.connectionSpecs(List.of(spec(tlsVersions), ConnectionSpec.CLEARTEXT));
    }
  }
}
