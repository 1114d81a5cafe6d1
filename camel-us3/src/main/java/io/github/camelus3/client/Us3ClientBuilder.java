package io.github.camelus3.client;

import io.github.camelus3.client.http.CancellationScope;
import io.github.camelus3.client.http.ConnectionInterceptor;
import io.github.camelus3.client.http.HashThreads;
import io.github.camelus3.client.http.NonProxyHosts;
import io.github.camelus3.client.http.ProxyCredentials;
import io.github.camelus3.client.http.SendTracker;
import io.github.camelus3.client.http.TlsSocketFactory;
import io.github.camelus3.client.http.UploadSocketFactory;
import io.github.camelus3.sign.Credentials;
import io.github.camelus3.sign.Us3Signer;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;

/** Builds a {@link Us3Client}. For one thread; the client that comes out is for many. */
public final class Us3ClientBuilder {
  /**
   * How long the response to an upload with a policy is waited for at least. The service answers
   * after the callback service has; for how long it waits is not documented.
   */
  private static final Duration CALLBACK_READ_TIMEOUT = Duration.ofSeconds(60);

  private static final int MAX_IDLE_CONNECTIONS = 256; // the most parts in flight of one upload

  private final OkHttpClient.Builder http =
      new OkHttpClient.Builder()
          // the parts of an upload travel side by side, not through the window of one connection
          .protocols(List.of(Protocol.HTTP_1_1))
          .socketFactory(new UploadSocketFactory())
          // what may be repeated is decided above this, where it is known what US3 has stored
          .retryOnConnectionFailure(false)
          .followRedirects(false)
          .followSslRedirects(false)
          .eventListenerFactory(SendTracker::of)
          .connectTimeout(Duration.ofSeconds(10))
          .writeTimeout(Duration.ofSeconds(60))
          .callTimeout(Duration.ZERO);

  private ServiceHost host;
  private Credentials credentials;
  private String bucketHost = Us3Buckets.DEFAULT_HOST;
  private String projectId;
  private Duration readTimeout = Duration.ofSeconds(60);
  private RetryOptions retries = RetryOptions.DEFAULT;
  private int maxIdleConnections = MAX_IDLE_CONNECTIONS;
  private boolean directSockets = true;
  private Proxy proxy; // null for the platform's
  private ProxyCredentials proxyCredentials = ProxyCredentials.NONE;
  private String nonProxyHosts = "";
  private final HttpSettings httpSettings = new HttpSettings();

  Us3ClientBuilder() {}

  /** Where the buckets are. Required. */
  public Us3ClientBuilder host(ServiceHost value) {
    host = Objects.requireNonNull(value, "host");
    return this;
  }

  /** The keys to sign with. Required. */
  public Us3ClientBuilder credentials(Credentials value) {
    credentials = Objects.requireNonNull(value, "credentials");
    return this;
  }

  /**
   * Where the bucket API is; {@value Us3Buckets#DEFAULT_HOST} unless set.
   *
   * @param value a bare host, which is spoken to by https, or a URL of a host
   */
  public Us3ClientBuilder bucketHost(String value) {
    bucketHost = Objects.requireNonNull(value, "bucketHost");
    return this;
  }

  /** The project that calls of the bucket API are for; sub-accounts must name one. */
  public Us3ClientBuilder projectId(String value) {
    projectId = value;
    return this;
  }

  /** How long to wait for a connection; 10 s unless set, zero for ever. */
  public Us3ClientBuilder connectTimeout(Duration value) {
    http.connectTimeout(value);
    return this;
  }

  /**
   * How long to wait for the next bytes of a response; 60 s unless set, zero for ever. The response
   * to an upload with a policy is waited for 60 s at least.
   */
  public Us3ClientBuilder readTimeout(Duration value) {
    readTimeout = Objects.requireNonNull(value, "readTimeout");
    return this;
  }

  /** How long to wait until the service takes more bytes; 60 s unless set, zero for ever. */
  public Us3ClientBuilder writeTimeout(Duration value) {
    http.writeTimeout(value);
    return this;
  }

  /** How long a whole request may take, with its body and response; for ever unless set. */
  public Us3ClientBuilder callTimeout(Duration value) {
    http.callTimeout(value);
    return this;
  }

  /**
   * How often and how soon to repeat what may be repeated; {@link RetryOptions#DEFAULT} unless set.
   */
  public Us3ClientBuilder retries(RetryOptions value) {
    retries = Objects.requireNonNull(value, "retries");
    return this;
  }

  /**
   * How many connections may wait for their next request; {@value #MAX_IDLE_CONNECTIONS} unless
   * set. Does not bound those in use.
   *
   * @param value 0 to keep none
   */
  public Us3ClientBuilder maxIdleConnections(int value) {
    if (value < 0) {
      throw new IllegalArgumentException("maxIdleConnections must be 0 or more: " + value);
    }
    maxIdleConnections = value;
    return this;
  }

  /**
   * Whether large bodies over plain HTTP bypass the HTTP library on their way to the socket; true
   * unless set. False sends the same requests, slower: for comparisons, and should a fault be
   * suspected there.
   */
  public Us3ClientBuilder directSockets(boolean value) {
    directSockets = value;
    return this;
  }

  /** An HTTP proxy; the one of the JVM's default {@link ProxySelector}, if any, unless set. */
  public Us3ClientBuilder proxy(String proxyHost, int proxyPort) {
    proxy = new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(proxyHost, proxyPort));
    return this;
  }

  /**
   * The user by whom the proxy knows this client, sent with every request to it ({@code Basic}). A
   * proxy that refuses it (407) is not asked again.
   *
   * @param user without a colon
   */
  public Us3ClientBuilder proxyCredentials(String user, String password) {
    proxyCredentials = ProxyCredentials.of(user, password);
    return this;
  }

  /**
   * Hosts that are spoken to without the proxy, as the JDK's {@code http.nonProxyHosts} writes
   * them: {@code localhost|*.internal|10.*}. The host of a bucket is {@code bucket.} before the
   * service's.
   */
  public Us3ClientBuilder nonProxyHosts(String pattern) {
    nonProxyHosts = Objects.requireNonNull(pattern, "nonProxyHosts");
    return this;
  }

  /** TLS by these instead of the platform's defaults. */
  public Us3ClientBuilder tls(SSLSocketFactory factory, X509TrustManager trustManager) {
    http.sslSocketFactory(factory, trustManager);
    return this;
  }

  /** Changes settings of the HTTP client that few need, beside those of earlier calls. */
  public Us3ClientBuilder configureHttp(Consumer<? super HttpSettings> change) {
    change.accept(httpSettings);
    return this;
  }

  /** The client; the caller closes it. */
  public Us3Client build() {
    Objects.requireNonNull(host, "host");
    Objects.requireNonNull(credentials, "credentials");
    boolean patient = readTimeout.isZero() || readTimeout.compareTo(CALLBACK_READ_TIMEOUT) > 0;
    HashThreads hashThreads = new HashThreads();
    OkHttpClient.Builder configured = http.build().newBuilder();
    httpSettings.applyTo(configured, maxIdleConnections);
    OkHttpClient client =
        proxied(configured)
            .readTimeout(readTimeout)
            .addNetworkInterceptor(
                new ConnectionInterceptor(hashThreads, directSockets, proxyCredentials))
            .build();
    client =
        client
            .newBuilder()
            .sslSocketFactory(
                new TlsSocketFactory(client.sslSocketFactory()),
                Objects.requireNonNull(client.x509TrustManager()))
            .build();
    OkHttpClient callbackClient =
        client.newBuilder().readTimeout(patient ? readTimeout : CALLBACK_READ_TIMEOUT).build();
    return new Us3Client(
        host,
        bucketHost,
        projectId,
        new Us3Signer(credentials),
        new Transport(client, callbackClient, hashThreads, retries, CancellationScope.ofClient()));
  }

  private OkHttpClient.Builder proxied(OkHttpClient.Builder builder) {
    builder.proxyAuthenticator(proxyCredentials);
    if (nonProxyHosts.isEmpty()) {
      return builder.proxy(proxy);
    }
    ProxySelector others =
        proxy == null
            ? builder.build().proxySelector()
            : ProxySelector.of((InetSocketAddress) proxy.address());
    return builder.proxySelector(NonProxyHosts.of(nonProxyHosts, others));
  }
}
