package io.github.camelus3.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.EmbeddedHttpService;
import org.apache.camel.spi.RestConfiguration;
import org.apache.camel.spi.RestConsumerFactory;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.util.HostUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Finding the HTTP server of a webhook and its URL for US3. */
class WebhookServerTest {
  /** A platform-http component without a listening server. */
  private static final class PlatformHttp extends DefaultComponent implements RestConsumerFactory {
    @Override
    protected Endpoint createEndpoint(String uri, String path, Map<String, Object> parameters) {
      return null;
    }

    @Override
    public Consumer createConsumer(
        CamelContext camel,
        Processor processor,
        String verb,
        String basePath,
        String uriTemplate,
        String consumes,
        String produces,
        RestConfiguration configuration,
        Map<String, Object> parameters) {
      return new DefaultConsumer(camel.getEndpoint("direct:" + verb), processor);
    }
  }

  private final CamelContext context = new DefaultCamelContext();
  private RestConfiguration rest;

  @BeforeEach
  void configure() {
    Us3Configuration options = context.getComponent("us3", Us3Component.class).getConfiguration();
    options.setEndpoint("http://127.0.0.1:1");
    options.setPublicKey("public");
    options.setPrivateKey("private");
    context.addComponent("platform-http", new PlatformHttp());
    rest = new RestConfiguration();
    rest.setComponent("platform-http");
    context.setRestConfiguration(rest);
  }

  @AfterEach
  void stop() {
    context.stop();
  }

  private void serverAt(String scheme, int port) {
    context
        .getRegistry()
        .bind(
            "platform-http-engine",
            new EmbeddedHttpService() {
              @Override
              public String getScheme() {
                return scheme;
              }

              @Override
              public int getServerPort() {
                return port;
              }
            });
  }

  private void start(String webhook, String upload) throws Exception {
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from(webhook).to("log:called");
            if (upload != null) {
              from("direct:upload").to(upload);
            }
          }
        });
    context.start();
  }

  private String url() {
    return context.getComponent("us3", Us3Component.class).webhooks().urlFor("photos");
  }

  @Test
  void theUrlHasThePortOfTheServer() throws Exception {
    serverAt("http", 8123);

    start("webhook:us3:photos?webhookPath=/uploaded", "us3:photos?callbackUrl=webhook");

    assertThat(url()).isEqualTo("http://" + HostUtils.getLocalIp() + ":8123/uploaded");
  }

  @Test
  void theUrlHasTheConfiguredHostAndThePortOfTheServer() throws Exception {
    serverAt("https", 8443);
    rest.setHost("hooks.example.com");
    rest.setPort(1);

    start("webhook:us3:photos?webhookPath=/uploaded", null);

    assertThat(url()).isEqualTo("https://hooks.example.com:8443/uploaded");
  }

  @Test
  void aServerWithoutAPortUsesTheConfiguredHostAndPort() throws Exception {
    serverAt("http", 0);
    rest.setHost("hooks.example.com");
    rest.setPort(8124);

    start("webhook:us3:photos?webhookPath=/uploaded", "us3:photos?callbackUrl=webhook");

    assertThat(url()).isEqualTo("http://hooks.example.com:8124/uploaded");
  }

  @Test
  void theWildcardAddressIsReplacedByTheLocalAddress() throws Exception {
    rest.setPort(8125);

    start("webhook:us3:photos?webhookPath=/uploaded", "us3:photos?callbackUrl=webhook");

    assertThat(url()).isEqualTo("http://" + HostUtils.getLocalIp() + ":8125/uploaded");
  }

  @Test
  void anUnknownUrlFailsTheStartOfAnUploadThatNeedsIt() {
    assertThatThrownBy(
            () ->
                start("webhook:us3:photos?webhookPath=/uploaded", "us3:photos?callbackUrl=webhook"))
        .hasStackTraceContaining("webhookExternalUrl must be set for callbackUrl=webhook")
        .hasStackTraceContaining("webhook:us3:photos");
  }

  @Test
  void anUnknownUrlFailsTheStartOfALaterUploadToo() throws Exception {
    start("webhook:us3:photos?webhookPath=/uploaded", null);

    assertThatThrownBy(() -> context.getEndpoint("us3:photos?callbackUrl=webhook"))
        .hasStackTraceContaining("webhookExternalUrl");
    assertThatThrownBy(this::url).hasMessageContaining("webhookExternalUrl");
  }

  @Test
  void anUnknownUrlFailsNothingIfNoUploadNeedsIt() throws Exception {
    start(
        "webhook:us3:photos?webhookPath=/uploaded",
        "us3:photos?callbackUrl=http://h/cb&callbackBody=a=b");

    assertThat(context.getStatus().isStarted()).isTrue();
  }

  @Test
  void webhookExternalUrlNeedsNoPort() throws Exception {
    start(
        "webhook:us3:photos?webhookPath=/uploaded&webhookExternalUrl=https://hooks.example.com",
        "us3:photos?callbackUrl=webhook");

    assertThat(url()).isEqualTo("https://hooks.example.com/uploaded");
  }

  @Test
  void withoutAServerTheMessageNamesWebhookComponentName() {
    context.removeComponent("platform-http");

    assertThatThrownBy(() -> start("webhook:us3:photos?webhookComponentName=platform-http", null))
        .hasStackTraceContaining("webhookComponentName must name one HTTP component")
        .hasStackTraceContaining("platform-http");
  }

  @Test
  void aComponentThatIsNotAServerIsRefusedByName() {
    assertThatThrownBy(() -> start("webhook:us3:photos?webhookComponentName=log", null))
        .hasStackTraceContaining("webhookComponentName must name one HTTP component")
        .hasStackTraceContaining("log");
  }
}
