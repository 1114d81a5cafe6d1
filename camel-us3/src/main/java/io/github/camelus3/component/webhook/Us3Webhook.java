package io.github.camelus3.component.webhook;

import io.github.camelus3.callback.CallbackVerifier;
import io.github.camelus3.component.activity.Activity;
import io.github.camelus3.component.activity.WebhookActivity;
import io.github.camelus3.component.options.WebhookSettings;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.CamelContext;
import org.apache.camel.Processor;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.component.webhook.WebhookConfiguration;
import org.apache.camel.spi.IdempotentRepository;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The part of an endpoint that serves {@code from("webhook:us3:...")}. Routes that differ only in
 * their paths share one endpoint, and so one instance of this class. Thread safe.
 */
public final class Us3Webhook {
  /**
   * The HTTP methods to register with the server. Callbacks use POST. The other methods are
   * registered so that they are refused with JSON instead of the server's own page.
   */
  public static final List<String> METHODS =
      List.of("POST", "GET", "HEAD", "PUT", "DELETE", "PATCH");

  private static final Logger LOG = LoggerFactory.getLogger(Us3Webhook.class);

  private final CamelContext context;
  private final WebhookSettings settings;
  private final WebhookRegistry registry;
  private final WebhookActivity activity;
  private final List<WebhookConfiguration> configurations = new CopyOnWriteArrayList<>();
  private final Set<String> urls = ConcurrentHashMap.newKeySet();

  /**
   * Serves the webhooks of one endpoint.
   *
   * @param registry the webhooks of the whole component
   */
  public Us3Webhook(
      CamelContext context, WebhookSettings settings, WebhookRegistry registry, Activity activity) {
    this.context = context;
    this.settings = settings;
    this.registry = registry;
    this.activity = activity.webhook(settings.bucket());
  }

  /**
   * Adds the configuration of one more route.
   *
   * @throws IllegalArgumentException if no HTTP component can serve it
   */
  public void addConfiguration(WebhookConfiguration configuration) {
    WebhookBodyLimit.findHttpComponent(context, configuration);
    configurations.add(configuration);
  }

  /**
   * Publishes the external URL for {@code callbackUrl=webhook}.
   *
   * @throws IllegalArgumentException if an endpoint needs the URL and it is unknown
   */
  public void register() throws Exception {
    WebhookConfiguration last = configurations.get(configurations.size() - 1);
    Optional<String> url = new WebhookAddress(context, last).url();
    if (url.isPresent()) {
      urls.add(url.get());
      registry.add(bucket(), url.get());
    } else {
      registry.addWithoutUrl(bucket());
    }
    activity.started(url.orElse(null));
  }

  /** Withdraws the URLs that {@link #register()} has published. */
  public void unregister() {
    registry.remove(bucket(), urls);
    activity.ended();
  }

  /** The processor that checks requests, sends callbacks to {@code next} and replies in JSON. */
  public Processor createHandler(Processor next) {
    int maxBytes = settings.maxCallbackBytes();
    configurations.forEach(
        configuration -> WebhookBodyLimit.apply(context, configuration, maxBytes));
    if (settings.tokens() == null) {
      LOG.warn(
          "Callbacks to webhook:us3:{} are accepted from any sender: callbackSecret is not set",
          bucket());
    }
    CallbackVerifier verifier =
        settings.tokens() == null ? null : new CallbackVerifier(settings.tokens(), bucket());
    return new WebhookProcessor(next, settings, verifier, startedRepository(context), activity);
  }

  private IdempotentRepository startedRepository(CamelContext context) {
    IdempotentRepository repository = settings.usedTokens();
    if (repository == null) {
      return registry.usedTokens();
    }
    try {
      context.addService(repository, false, false);
      return repository;
    } catch (Exception e) {
      throw new RuntimeCamelException("callbackRepository could not be started", e);
    }
  }

  private String bucket() {
    return settings.bucket();
  }
}
