package io.github.camelus3.component.webhook;

import java.net.UnknownHostException;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.Service;
import org.apache.camel.component.webhook.WebhookConfiguration;
import org.apache.camel.spi.BeanIntrospection;
import org.apache.camel.spi.EmbeddedHttpService;
import org.apache.camel.spi.RestConfiguration;
import org.apache.camel.spi.RestConfiguration.RestHostNameResolver;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.util.HostUtils;

/**
 * The URL at which US3 reaches a webhook. camel-webhook takes host and port from {@code
 * restConfiguration()}. platform-http ignores those: its server has its own ({@code
 * camel.server.*}).
 */
final class WebhookAddress {
  private static final String PLATFORM_HTTP = "platform-http";
  private static final String ENGINE = "platform-http-engine";

  private final CamelContext context;
  private final WebhookConfiguration webhook;

  WebhookAddress(CamelContext context, WebhookConfiguration webhook) {
    this.context = context;
    this.webhook = webhook;
  }

  /** The URL; empty if neither the options nor the server give a port. */
  Optional<String> url() throws UnknownHostException {
    if (webhook.getWebhookExternalUrl() != null) {
      return Optional.of(webhook.computeFullExternalUrl());
    }
    EmbeddedHttpService engine =
        context.getRegistry().lookupByNameAndType(ENGINE, EmbeddedHttpService.class);
    return engine != null && engine.getServerPort() > 0 && isPlatformHttp()
        ? Optional.of(urlOfServer(engine))
        : configuredUrl();
  }

  private boolean isPlatformHttp() {
    return WebhookBodyLimit.findHttpComponent(context, webhook)
        == context.getComponent(PLATFORM_HTTP, false);
  }

  private Optional<String> configuredUrl() throws UnknownHostException {
    RestConfiguration rest = webhook.retrieveRestConfiguration();
    return rest.getPort() <= 0
        ? Optional.empty()
        : Optional.of(
            webhook.computeFullExternalUrl().replace("//0.0.0.0", "//" + localHost(rest)));
  }

  private String urlOfServer(EmbeddedHttpService engine) throws UnknownHostException {
    int port = engine.getServerPort();
    Service server = findServer(port);
    boolean isTls =
        Boolean.TRUE.equals(property(server, "useGlobalSslContextParameters"))
            || property(server, "sslContextParameters") != null;
    String scheme = isTls ? "https" : engine.getScheme();
    String path = property(server, "path") instanceof String text ? text : "";
    boolean isDefaultPort = port == (scheme.equals("https") ? 443 : 80);
    return scheme
        + "://"
        + host(server, webhook.retrieveRestConfiguration())
        + (isDefaultPort ? "" : ":" + port)
        + path.replaceAll("/+$", "")
        + webhook.computeFullPath(true);
  }

  /** The server of Camel Main, which also knows host, path and TLS; null for other servers. */
  private Service findServer(int port) {
    return context.hasService(
        service ->
            service.getClass().getName().startsWith("org.apache.camel.component.platform.http.")
                && Integer.valueOf(port).equals(property(service, "port")));
  }

  private Object property(Service server, String name) {
    if (server == null) {
      return null;
    }
    try {
      BeanIntrospection beans = PluginHelper.getBeanIntrospection(context);
      return beans.getOrElseProperty(server, name, null, false);
    } catch (Exception e) {
      return null; // the server has no such property
    }
  }

  private String host(Service server, RestConfiguration rest) throws UnknownHostException {
    if (property(server, "host") instanceof String host && isSpecificHost(host)) {
      return host.indexOf(':') < 0 ? host : '[' + host + ']';
    }
    return isSpecificHost(rest.getHost()) ? rest.getHost() : localHost(rest);
  }

  private static String localHost(RestConfiguration rest) throws UnknownHostException {
    return rest.getHostNameResolver() == RestHostNameResolver.localHostName
        ? HostUtils.getLocalHostName()
        : HostUtils.getLocalIp();
  }

  /** Whether the host is an address that US3 can call, not a wildcard. */
  private static boolean isSpecificHost(String host) {
    return host != null && !host.isEmpty() && !host.equals("0.0.0.0") && !host.equals("::");
  }
}
