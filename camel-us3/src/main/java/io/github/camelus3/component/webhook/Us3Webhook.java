package io.github.camelus3.component.webhook;

import io.github.camelus3.callback.CallbackVerifier;
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
 * What an endpoint does for {@code from("webhook:us3:...")}. Two such routes that differ in nothing
 * but their paths share one endpoint. Thread safe.
 */
public final class Us3Webhook {
  /** POST is taken; the others are registered to be refused with JSON instead of as they come. */
  public static final List<String> METHODS =
      List.of("POST", "GET", "HEAD", "PUT", "DELETE", "PATCH");

  private static final Logger LOG = LoggerFactory.getLogger(Us3Webhook.class);

  private final CamelContext context;
  private final WebhookSettings settings;
  private final WebhookRegistry webhooks;
  private final List<WebhookConfiguration> configurations = new CopyOnWriteArrayList<>();
  private final Set<String> urls = ConcurrentHashMap.newKeySet();

  public Us3Webhook(CamelContext context, WebhookSettings settings, WebhookRegistry webhooks) {
    this.context = context;
    this.settings = settings;
    this.webhooks = webhooks;
  }

  /**
   * Serves one more route.
   *
   * @throws IllegalArgumentException if there is no HTTP component to serve it
   */
  public void use(WebhookConfiguration configuration) {
    WebhookBodyLimit.locate(context, configuration);
    configurations.add(configuration);
  }

  /**
   * Publishes the external URL for {@code callbackUrl=webhook}.
   *
   * @throws IllegalArgumentException if it is not known, and an endpoint needs it
   */
  public void register() throws Exception {
    WebhookConfiguration last = configurations.get(configurations.size() - 1);
    Optional<String> url = new WebhookAddress(context, last).url();
    if (url.isPresent()) {
      urls.add(url.get());
      webhooks.add(bucket(), url.get());
    } else {
      webhooks.addWithoutUrl(bucket());
    }
  }

  public void unregister() {
    webhooks.remove(bucket(), urls);
  }

  /** Takes requests, passes callbacks on to {@code next}, and answers with what that leaves. */
  public Processor createHandler(Processor next) {
    int maxBytes = settings.maxCallbackBytes();
    configurations.forEach(
        configuration -> WebhookBodyLimit.bound(context, configuration, maxBytes));
    if (settings.tokens() == null) {
      LOG.warn(
          "Callbacks to webhook:us3:{} are taken from anybody, for there is no callbackSecret",
          bucket());
    }
    CallbackVerifier guard =
        settings.tokens() == null ? null : new CallbackVerifier(settings.tokens(), bucket());
    return new WebhookProcessor(next, settings, guard, repository(context));
  }

  private IdempotentRepository repository(CamelContext context) {
    IdempotentRepository repository = settings.usedTokens();
    if (repository == null) {
      return webhooks.recentTokens();
    }
    try {
      context.addService(repository, false, false);
      return repository;
    } catch (Exception e) {
      throw new RuntimeCamelException("callbackRepository cannot be started", e);
    }
  }

  private String bucket() {
    return settings.bucket();
  }
}
