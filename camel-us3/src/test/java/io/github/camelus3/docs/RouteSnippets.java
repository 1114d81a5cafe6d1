package io.github.camelus3.docs;

import io.github.camelus3.callback.PutPolicy;
import io.github.camelus3.component.Us3Component;
import io.github.camelus3.component.Us3Configuration;
import io.github.camelus3.component.consumer.Us3ResumeAdapter;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.component.webhook.WebhookComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.processor.resume.TransientResumeStrategy;
import org.apache.camel.spi.Registry;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;

/** Loads routes of pages and creates their endpoints, so that every option is checked. */
final class RouteSnippets {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([\\w-]+)[^}]*}}");
  private static final Set<String> URLS = Set.of("app", "service");
  private static final String URL = "http://127.0.0.1:1";
  private static final String FOLDER = "target/snippets";

  private RouteSnippets() {}

  /** The text with a folder of this build in place of the page's. */
  static String here(String text) {
    return text.replace("file:outbox", "file:" + FOLDER);
  }

  /** Builds the routes of a text, and starts none. */
  static void build(String language, String text) throws Exception {
    build(
        text,
        (CamelContext camel) ->
            PluginHelper.getRoutesLoader(camel)
                .loadRoutes(ResourceHelper.fromString("routes." + language, here(text))));
  }

  static void build(String text, RoutesBuilder routes) throws Exception {
    build(text, (CamelContext camel) -> camel.addRoutes(routes));
  }

  private static void build(String text, Source routes) throws Exception {
    try (DefaultCamelContext camel = new DefaultCamelContext()) {
      camel.setAutoStartup(false);
      Us3Configuration options = camel.getComponent("us3", Us3Component.class).getConfiguration();
      options.setEndpoint(URL);
      options.setPublicKey("public");
      options.setPrivateKey("private");
      camel
          .getComponent("webhook", WebhookComponent.class)
          .getConfiguration()
          .setWebhookExternalUrl(URL);
      PLACEHOLDER
          .matcher(text)
          .results()
          .map(name -> name.group(1))
          .forEach(
              name ->
                  camel
                      .getPropertiesComponent()
                      .addInitialProperty(name, URLS.contains(name) ? URL : FOLDER));
      bindBeans(camel.getRegistry());
      routes.addTo(camel);
      camel.start();
      if (camel.getRoutes().isEmpty()) {
        throw new IllegalArgumentException("block must have a route: " + text);
      }
    }
  }

  /** The beans that pages name. */
  private static void bindBeans(Registry registry) {
    registry.bind("notify", PutPolicy.builder().callbackUrl(URL).build());
    registry.bind("offsets", new TransientResumeStrategy(new Us3ResumeAdapter()));
    for (String repository : new String[] {"seen", "processed", "working"}) {
      registry.bind(repository, new MemoryIdempotentRepository());
    }
  }

  /** Adds routes to a context. */
  private interface Source {
    void addTo(CamelContext camel) throws Exception;
  }
}
