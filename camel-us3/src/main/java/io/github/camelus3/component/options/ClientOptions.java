package io.github.camelus3.component.options;

import static io.github.camelus3.component.options.OptionChecks.requireHost;
import static io.github.camelus3.component.options.OptionChecks.requireNoBlank;
import static io.github.camelus3.component.options.OptionChecks.requireNoBlankInSecret;
import static io.github.camelus3.component.options.OptionChecks.requireSet;
import static io.github.camelus3.component.options.OptionChecks.requireWithin;

import io.github.camelus3.client.RetryOptions;
import io.github.camelus3.client.ServiceHost;
import io.github.camelus3.client.TlsProvider;
import io.github.camelus3.client.Us3Buckets;
import io.github.camelus3.component.Us3Configuration;
import io.github.camelus3.sign.Credentials;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.apache.camel.util.ObjectHelper;

/**
 * Makes the {@link ClientSettings} of an endpoint. An option wins over the file, and the file over
 * the environment.
 *
 * @param environment finds an environment variable; null when it is not set
 */
record ClientOptions(Us3Configuration options, ConfigFile file, UnaryOperator<String> environment) {

  /**
   * Checks the options that need not be complete.
   *
   * @throws IllegalArgumentException naming the option that cannot be used
   */
  void check() {
    requireNoBlank("region", options.getRegion());
    requireNoBlank("fileHost", options.getFileHost());
    requireNoBlank("bucketHost", options.getBucketHost());
    requireNoBlank("projectId", options.getProjectId());
    requireNoBlankInSecret("securityToken", options.getSecurityToken());
    requireWithin("option maxIdleConnections", options.getMaxIdleConnections(), 0, 1 << 20);
    requireWithin("option maxRetries", options.getMaxRetries(), 0, 1000);
    requireWithin("option retryDelay", options.getRetryDelay(), 1, Long.MAX_VALUE);
    requireWithin(
        "option retryMaxDelay",
        options.getRetryMaxDelay(),
        options.getRetryDelay(),
        Long.MAX_VALUE);
    tlsProvider();
    checkProxy();
  }

  private void checkProxy() {
    requireNoBlank("proxyHost", options.getProxyHost());
    requireNoBlank("nonProxyHosts", options.getNonProxyHosts());
    if (options.getProxyHost() != null || options.getProxyPort() != 0) {
      requireSet("proxyHost", options.getProxyHost());
      requireHost("proxyHost", options.getProxyHost());
      requireWithin("option proxyPort", options.getProxyPort(), 1, 65535);
    }
    String user = options.getProxyUser();
    if (user == null && options.getProxyPassword() == null) {
      return;
    }
    requireSet("proxyUser", user);
    if (user.indexOf(':') >= 0) {
      throw new IllegalArgumentException(
          "option proxyUser must be a name without a colon: " + user);
    }
    if (options.getProxyPassword() == null) {
      throw new IllegalArgumentException("option proxyPassword must be set for proxyUser=" + user);
    }
  }

  /**
   * The reason why there can be no client: a message that names the missing option; null if none.
   */
  String missing() {
    if (options.getUs3Client() != null) {
      return null;
    }
    if (firstOf(
            options.getEndpoint(),
            options.getFileHost(),
            options.getRegion(),
            file.endpoint(),
            file.fileHost())
        == null) {
      return "bucket "
          + options.getBucketName()
          + ": one of the options region, fileHost, endpoint must be set, or be in configFile";
    }
    return publicKey() == null
        ? missingKey("publicKey")
        : privateKey() == null ? missingKey("privateKey") : null;
  }

  private String missingKey(String option) {
    return "bucket "
        + options.getBucketName()
        + ": option "
        + option
        + " must be set, or be in configFile or the environment";
  }

  /**
   * The settings, if nothing is {@linkplain #missing() missing}.
   *
   * @throws IllegalArgumentException naming the option that cannot be used
   */
  ClientSettings settings() {
    if (options.getUs3Client() != null) {
      return ClientSettings.of(options.getUs3Client());
    }
    return new ClientSettings(
        null,
        host(),
        new Credentials(publicKey(), privateKey(), RawValues.unwrapped(options.getSecurityToken())),
        firstOf(options.getBucketHost(), file.bucketHost(), Us3Buckets.DEFAULT_HOST),
        options.getProjectId(),
        new RetryOptions(
            options.getMaxRetries(),
            Duration.ofMillis(options.getRetryDelay()),
            Duration.ofMillis(options.getRetryMaxDelay())),
        new ClientSettings.Timeouts(
            options.getConnectTimeout(),
            options.getReadTimeout(),
            options.getWriteTimeout(),
            options.getCallTimeout()),
        proxy(),
        options.getMaxIdleConnections(),
        options.getSslContextParameters(),
        tlsProvider());
  }

  private TlsProvider tlsProvider() {
    String value = options.getTlsProvider();
    return Arrays.stream(TlsProvider.values())
        .filter(provider -> provider.name().equalsIgnoreCase(value))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "option tlsProvider must be auto, jdk or conscrypt: " + value));
  }

  private ServiceHost host() {
    String protocol = options.getProtocol();
    if (options.getEndpoint() != null) {
      return ServiceHost.ofEndpoint(options.getEndpoint());
    }
    if (options.getFileHost() != null) {
      return ServiceHost.ofFileHost(options.getFileHost(), protocol);
    }
    if (options.getRegion() != null) {
      return ServiceHost.ofRegion(options.getRegion(), protocol);
    }
    return file.endpoint() != null
        ? ServiceHost.ofEndpoint(file.endpoint())
        : ServiceHost.ofFileHost(file.fileHost(), protocol);
  }

  private String publicKey() {
    return firstOf(
        RawValues.unwrapped(options.getPublicKey()),
        file.publicKey(),
        environment.apply("US3_PUBLIC_KEY"));
  }

  private String privateKey() {
    return firstOf(
        RawValues.unwrapped(options.getPrivateKey()),
        file.privateKey(),
        environment.apply("US3_PRIVATE_KEY"));
  }

  private ClientSettings.Proxy proxy() {
    return options.getProxyHost() == null
        ? null
        : new ClientSettings.Proxy(
            options.getProxyHost(),
            options.getProxyPort(),
            options.getProxyUser(),
            options.getProxyPassword(),
            options.getNonProxyHosts());
  }

  private static String firstOf(String... values) {
    return Arrays.stream(values).filter(ObjectHelper::isNotEmpty).findFirst().orElse(null);
  }

  @Override
  public String toString() {
    return "ClientOptions[" + options.getBucketName() + ']'; // never the keys
  }
}
