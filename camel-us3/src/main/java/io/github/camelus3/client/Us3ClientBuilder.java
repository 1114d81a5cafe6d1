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
import javax.net.ssl.SSLContext;
import javax.net.ssl.X509TrustManager;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;

/** Builds a {@link Us3Client}. For one thread; the client is thread safe. */
public final class Us3ClientBuilder {
  /**
   * The minimal read timeout of an upload with a policy. The service responds after the callback
   * service does; its own timeout is not documented.
   */
  private static final Duration CALLBACK_READ_TIMEOUT = Duration.ofSeconds(60);

  private static final int MAX_IDLE_CONNECTIONS = 256; // the most parts in flight of one upload

  private final OkHttpClient.Builder http =
      new OkHttpClient.Builder()
          // parts are sent on connections of their own, not through one HTTP/2 flow-control window
          .protocols(List.of(Protocol.HTTP_1_1))
          .socketFactory(new UploadSocketFactory())
          // Retries decides, because it knows whether US3 has stored the object
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
  private TlsProvider tlsProvider = TlsProvider.AUTO;
  private TlsSocketFactory tls; // null for the provider's
  private X509TrustManager tlsTrust; // as tls
  private Proxy proxy; // null for the platform's default
  private ProxyCredentials proxyCredentials = ProxyCredentials.NONE;
  private String nonProxyHosts = "";
  private RequestListener listener = RequestListener.NONE;
  private final HttpSettings httpSettings = new HttpSettings();

  Us3ClientBuilder() {}

  /** The host that serves the buckets. Required. */
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
   * The host of the bucket API; {@value Us3Buckets#DEFAULT_HOST} unless set.
   *
   * @param value a bare host, called by https, or a URL of a host
   */
  public Us3ClientBuilder bucketHost(String value) {
    bucketHost = Objects.requireNonNull(value, "bucketHost");
    return this;
  }

  /** The project of calls to the bucket API; required for sub-accounts. */
  public Us3ClientBuilder projectId(String value) {
    projectId = value;
    return this;
  }

  /** The timeout for connecting; 10 s unless set, zero for none. */
  public Us3ClientBuilder connectTimeout(Duration value) {
    http.connectTimeout(value);
    return this;
  }

  /**
   * The timeout for the next bytes of a response; 60 s unless set, zero for none. For an upload
   * with a policy it is at least 60 s.
   */
  public Us3ClientBuilder readTimeout(Duration value) {
    readTimeout = Objects.requireNonNull(value, "readTimeout");
    return this;
  }

  /** The timeout for sending the next bytes; 60 s unless set, zero for none. */
  public Us3ClientBuilder writeTimeout(Duration value) {
    http.writeTimeout(value);
    return this;
  }

  /** The timeout for a whole request with body and response; none unless set. */
  public Us3ClientBuilder callTimeout(Duration value) {
    http.callTimeout(value);
    return this;
  }

  /** The number and delays of retries; {@link RetryOptions#DEFAULT} unless set. */
  public Us3ClientBuilder retries(RetryOptions value) {
    retries = Objects.requireNonNull(value, "retries");
    return this;
  }

  /**
   * The maximum of idle connections; {@value #MAX_IDLE_CONNECTIONS} unless set. Connections in use
   * are not limited.
   *
   * @param value 0 for no keep-alive
   */
  public Us3ClientBuilder maxIdleConnections(int value) {
    if (value < 0) {
      throw new IllegalArgumentException("maxIdleConnections must be 0 or more: " + value);
    }
    maxIdleConnections = value;
    return this;
  }

  /**
   * Whether large bodies bypass the HTTP library on their way to the socket; true unless set. False
   * sends the same requests, slower: for comparisons, and should a fault be suspected there.
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
   * The credentials for the proxy, sent with every request to it ({@code Basic}). A request that
   * the proxy refuses (407) is not retried.
   *
   * @param user without a colon
   */
  public Us3ClientBuilder proxyCredentials(String user, String password) {
    proxyCredentials = ProxyCredentials.of(user, password);
    return this;
  }

  /**
   * Hosts that bypass the proxy, in the syntax of the JDK's {@code http.nonProxyHosts}: {@code
   * localhost|*.internal|10.*}. A bucket's host starts with the bucket: {@code
   * <bucket>.<region>.ufileos.com}.
   */
  public Us3ClientBuilder nonProxyHosts(String pattern) {
    nonProxyHosts = Objects.requireNonNull(pattern, "nonProxyHosts");
    return this;
  }

  /**
   * The context for TLS, which makes {@link #tlsProvider} ineffective. The provider's context and
   * the platform's trust store unless set.
   *
   * @param trust the trust manager of the context
   */
  public Us3ClientBuilder tls(SSLContext context, X509TrustManager trust) {
    tls = new TlsSocketFactory(context);
    tlsTrust = Objects.requireNonNull(trust, "trust");
    return this;
  }

  /**
   * The implementation of TLS; {@link TlsProvider#AUTO} unless set. {@link #build()} fails if
   * {@link TlsProvider#CONSCRYPT} is required and cannot be used.
   */
  public Us3ClientBuilder tlsProvider(TlsProvider value) {
    tlsProvider = Objects.requireNonNull(value, "tlsProvider");
    return this;
  }

  /** Is told of each request. Several listeners are told in the order of the calls. */
  public Us3ClientBuilder requestListener(RequestListener value) {
    listener = GuardedListener.of(listener, Objects.requireNonNull(value, "requestListener"));
    return this;
  }

  /** Changes rarely needed settings of the HTTP client. Several calls add up. */
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
    X509TrustManager trust =
        tlsTrust == null ? Objects.requireNonNull(client.x509TrustManager()) : tlsTrust;
    TlsSocketFactory sockets = tls == null ? new TlsSocketFactory(tlsProvider.context(trust)) : tls;
    client = client.newBuilder().sslSocketFactory(sockets, trust).build();
    OkHttpClient callbackClient =
        client.newBuilder().readTimeout(patient ? readTimeout : CALLBACK_READ_TIMEOUT).build();
    return new Us3Client(
        host,
        bucketHost,
        projectId,
        new Us3Signer(credentials),
        new Transport(
            client, callbackClient, hashThreads, retries, CancellationScope.ofClient(), listener));
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
