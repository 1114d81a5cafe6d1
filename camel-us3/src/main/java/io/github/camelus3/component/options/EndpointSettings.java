package io.github.camelus3.component.options;

import io.github.camelus3.callback.CallbackTokens;
import io.github.camelus3.client.ServiceHost;
import io.github.camelus3.component.Us3Configuration;
import java.time.Clock;
import java.util.function.UnaryOperator;
import org.apache.camel.CamelContext;

/**
 * The checked options of an endpoint as values. Later changes of the bean do not reach them: each
 * producer has its own. Those of the polling consumer are in {@link ConsumerSettings}. Immutable.
 */
public final class EndpointSettings {
  private final ClientSettings client; // null if something is missing
  private final String missing; // null if nothing is missing
  private final ProducerSettings producer;
  private final WebhookSettings webhook;

  private EndpointSettings(
      ClientSettings client, String missing, ProducerSettings producer, WebhookSettings webhook) {
    this.client = client;
    this.missing = missing;
    this.producer = producer;
    this.webhook = webhook;
  }

  /**
   * Checks the options. A missing host or key is no error here, because a webhook needs neither.
   *
   * @param webhooks finds the URL for {@code callbackUrl=webhook}
   * @param environment finds an environment variable; null when it is not set
   * @throws IllegalArgumentException naming the option that cannot be used
   */
  public static EndpointSettings of(
      Us3Configuration options,
      CamelContext context,
      WebhookUrls webhooks,
      UnaryOperator<String> environment)
      throws Exception {
    ServiceHost.requireBucket("option bucketName", options.getBucketName());
    ConfigFile file =
        options.getConfigFile() == null
            ? ConfigFile.NONE
            : ConfigFile.read(context, options.getConfigFile());
    ClientOptions client = new ClientOptions(options, file, environment);
    client.check();
    String missing = client.missing();
    CallbackTokens tokens = tokens(options);
    return new EndpointSettings(
        missing == null ? client.settings() : null,
        missing,
        ProducerSettings.of(
            options, context, PolicySettings.of(options, context, webhooks, tokens), file),
        WebhookSettings.of(options, tokens));
  }

  private static CallbackTokens tokens(Us3Configuration options) {
    String secret = RawValues.unwrapped(options.getCallbackSecret());
    if (secret == null) {
      return null;
    }
    if (secret.isBlank()) {
      throw new IllegalArgumentException("option callbackSecret must not be blank");
    }
    return new CallbackTokens(secret, Clock.systemUTC());
  }

  /** Whether there are a host and keys, or a client. */
  public boolean hasClient() {
    return client != null;
  }

  /**
   * Fails if there are no host and keys, and no client.
   *
   * @throws IllegalArgumentException naming the option that is missing
   */
  public void requireClient() {
    if (client == null) {
      throw new IllegalArgumentException(missing);
    }
  }

  /**
   * The settings of the client.
   *
   * @throws IllegalArgumentException naming the option that is missing
   */
  public ClientSettings client() {
    requireClient();
    return client;
  }

  public ProducerSettings producer() {
    return producer;
  }

  public WebhookSettings webhook() {
    return webhook;
  }

  /** The host with {@code *} for the bucket; empty if there is none, or only a client knows it. */
  public String serviceUrl() {
    return client == null || client.host() == null ? "" : client.host().toString();
  }

  @Override
  public String toString() {
    return "EndpointSettings[" + producer.bucket() + ']'; // never keys or policy
  }
}
