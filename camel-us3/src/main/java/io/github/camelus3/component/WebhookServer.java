package io.github.camelus3.component;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.component.webhook.WebhookConfiguration;
import org.apache.camel.component.webhook.WebhookUtils;
import org.apache.camel.spi.PropertyConfigurer;
import org.apache.camel.spi.PropertyConfigurerGetter;
import org.apache.camel.spi.RestConfiguration;
import org.apache.camel.support.DefaultComponent;

/**
 * Asks the HTTP component under a webhook to hand over request bodies as streams. By default most
 * read them into memory, whatever their length, before anybody can refuse them.
 */
final class WebhookServer {
  /** Undertow and platform-http have the first one, Jetty and the servlet the second. */
  private static final String[] STREAMING = {"useStreaming", "disableStreamCache"};

  private WebhookServer() {}

  /** Changes the configuration of this webhook alone; what the user has set there wins. */
  static void stream(CamelContext context, WebhookConfiguration webhook) {
    RestConfiguration shared = webhook.retrieveRestConfiguration();
    Object server = WebhookUtils.locateRestConsumerFactory(context, webhook);
    Map<String, Object> options = new HashMap<>();
    for (String option : STREAMING) {
      if (hasEndpointOption(server, option)) {
        options.put(option, "true");
      }
    }
    if (shared != null && !options.isEmpty()) {
      if (shared.getEndpointProperties() != null) {
        options.putAll(shared.getEndpointProperties());
      }
      RestConfiguration own = copy(shared);
      own.setEndpointProperties(options);
      webhook.storeConfiguration(own);
    }
  }

  private static boolean hasEndpointOption(Object server, String option) {
    PropertyConfigurer options =
        server instanceof DefaultComponent component
            ? component.getEndpointPropertyConfigurer()
            : null;
    return options instanceof PropertyConfigurerGetter getter
        && getter.getOptionType(option, true) != null;
  }

  /** What consumers read of it. */
  private static RestConfiguration copy(RestConfiguration from) {
    RestConfiguration to = new RestConfiguration();
    copy(from.getComponent(), to::setComponent);
    copy(from.getScheme(), to::setScheme);
    copy(from.getHost(), to::setHost);
    to.setPort(from.getPort());
    copy(from.getContextPath(), to::setContextPath);
    copy(from.getHostNameResolver(), value -> to.setHostNameResolver(value));
    to.setUseXForwardHeaders(from.isUseXForwardHeaders());
    to.setEnableCORS(from.isEnableCORS());
    copy(from.getCorsHeaders(), to::setCorsHeaders);
    copy(from.getComponentProperties(), to::setComponentProperties);
    copy(from.getConsumerProperties(), to::setConsumerProperties);
    return to;
  }

  /** Newer versions of Camel take no null. */
  private static <T> void copy(T value, Consumer<T> setter) {
    if (value != null) {
      setter.accept(value);
    }
  }
}
