package io.github.camelus3.component.webhook;

import io.github.camelus3.callback.CallbackVerifier;
import io.github.camelus3.component.options.Us3Settings;
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
  private final Us3Settings settings;
  private final WebhookRegistry registry;
  private final List<WebhookConfiguration> configurations = new CopyOnWriteArrayList<>();
  private final Set<String> urls = ConcurrentHashMap.newKeySet();

  public Us3Webhook(CamelContext context, Us3Settings settings, WebhookRegistry registry) {
    this.context = context;
    this.settings = settings;
    this.registry = registry;
  }

  /**
   * Serves one more route.
   *
   * @throws IllegalArgumentException if there is no HTTP component to serve it
   */
  public void addConfiguration(WebhookConfiguration configuration) {
    WebhookBodyLimit.findHttpComponent(context, configuration);
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
      registry.add(bucket(), url.get());
    } else {
      registry.addWithoutUrl(bucket());
    }
  }

  public void unregister() {
    registry.remove(bucket(), urls);
  }

  /** Takes requests, passes callbacks on to {@code next}, and answers with what that leaves. */
  public Processor createHandler(Processor next) {
    int maxBytes = settings.options().getMaxCallbackBytes();
    configurations.forEach(
        configuration -> WebhookBodyLimit.apply(context, configuration, maxBytes));
    if (settings.tokens() == null) {
      LOG.warn(
          "Callbacks to webhook:us3:{} are taken from anybody, for there is no callbackSecret",
          bucket());
    }
    CallbackVerifier verifier =
        settings.tokens() == null ? null : new CallbackVerifier(settings.tokens(), bucket());
    return new WebhookProcessor(next, settings.options(), verifier, startedRepository(context));
  }

  private IdempotentRepository startedRepository(CamelContext context) {
    IdempotentRepository repository = settings.options().getCallbackRepository();
    if (repository == null) {
      return registry.usedTokens();
    }
    try {
      context.addService(repository, false, false);
      return repository;
    } catch (Exception e) {
      throw new RuntimeCamelException("callbackRepository cannot be started", e);
    }
  }

  private String bucket() {
    return settings.options().getBucketName();
  }
}
