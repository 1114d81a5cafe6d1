package io.github.camelus3.component.webhook;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.NoSuchBeanException;
import org.apache.camel.component.webhook.WebhookConfiguration;
import org.apache.camel.component.webhook.WebhookUtils;
import org.apache.camel.spi.PropertyConfigurer;
import org.apache.camel.spi.PropertyConfigurerGetter;
import org.apache.camel.spi.RestConfiguration;
import org.apache.camel.support.DefaultComponent;

/**
 * Limits the request bodies of the HTTP component under a webhook, by that component's own options.
 * By default most components read a body of any length into memory before a route can refuse it.
 */
final class WebhookBodyLimit {
  private WebhookBodyLimit() {}

  /**
   * Sets the options for this webhook alone. Options that the user has set win.
   *
   * @param maxBytes the longest body that is accepted
   */
  static void apply(CamelContext context, WebhookConfiguration webhook, int maxBytes) {
    RestConfiguration shared = webhook.retrieveRestConfiguration();
    Object httpComponent = findHttpComponent(context, webhook);
    Map<String, Object> endpointProperties = new HashMap<>(limitOptions(httpComponent, maxBytes));
    if (shared != null && !endpointProperties.isEmpty()) {
      if (shared.getEndpointProperties() != null) {
        endpointProperties.putAll(shared.getEndpointProperties());
      }
      RestConfiguration own = copy(shared);
      own.setEndpointProperties(endpointProperties);
      webhook.storeConfiguration(own);
    }
  }

  /**
   * The HTTP component that serves a webhook.
   *
   * @throws IllegalArgumentException if none or more than one qualifies
   */
  static Object findHttpComponent(CamelContext context, WebhookConfiguration webhook) {
    try {
      return WebhookUtils.locateRestConsumerFactory(context, webhook);
    } catch (IllegalArgumentException | IllegalStateException | NoSuchBeanException e) {
      throw new IllegalArgumentException(
          "webhookComponentName must name one HTTP component of the classpath, such as undertow,"
              + " jetty, netty-http, servlet or platform-http: "
              + webhook.getWebhookComponentName(),
          e);
    }
  }

  private static Map<String, String> limitOptions(Object httpComponent, int maxBytes) {
    if (hasEndpointOption(httpComponent, "chunkedMaxContentLength")) {
      // netty-http; a stream that is not read to its end blocks a thread of many connections
      return Map.of("chunkedMaxContentLength", String.valueOf(maxBytes));
    }
    if (hasEndpointOption(httpComponent, "useBodyHandler")) {
      // platform-http has one limit for its whole server, and none in its streaming mode
      return Map.of();
    }
    if (hasEndpointOption(httpComponent, "useStreaming")) { // undertow
      return Map.of("useStreaming", "true");
    }
    if (hasEndpointOption(httpComponent, "disableStreamCache")) { // jetty, servlet
      return Map.of("disableStreamCache", "true");
    }
    return Map.of();
  }

  private static boolean hasEndpointOption(Object httpComponent, String option) {
    PropertyConfigurer options =
        httpComponent instanceof DefaultComponent component
            ? component.getEndpointPropertyConfigurer()
            : null;
    return options instanceof PropertyConfigurerGetter getter
        && getter.getOptionType(option, true) != null;
  }

  /** Copies the properties that consumers read. */
  private static RestConfiguration copy(RestConfiguration from) {
    RestConfiguration to = new RestConfiguration();
    setIfPresent(from.getComponent(), to::setComponent);
    setIfPresent(from.getScheme(), to::setScheme);
    setIfPresent(from.getHost(), to::setHost);
    to.setPort(from.getPort());
    setIfPresent(from.getContextPath(), to::setContextPath);
    setIfPresent(from.getHostNameResolver(), value -> to.setHostNameResolver(value));
    to.setUseXForwardHeaders(from.isUseXForwardHeaders());
    to.setEnableCORS(from.isEnableCORS());
    setIfPresent(from.getCorsHeaders(), to::setCorsHeaders);
    setIfPresent(from.getComponentProperties(), to::setComponentProperties);
    setIfPresent(from.getConsumerProperties(), to::setConsumerProperties);
    return to;
  }

  /** Newer versions of Camel reject null. */
  private static <T> void setIfPresent(T value, Consumer<T> setter) {
    if (value != null) {
      setter.accept(value);
    }
  }
}
