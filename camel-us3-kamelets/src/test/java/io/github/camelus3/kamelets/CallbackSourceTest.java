package io.github.camelus3.kamelets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelus3.client.Us3CallbackRejectedException;
import io.github.camelus3.emulator.FreePort;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.component.platform.http.main.MainHttpServer;
import org.junit.jupiter.api.Test;

/** {@code us3-callback-source} on Camel Main's HTTP server, called by the emulator. */
class CallbackSourceTest extends KameletTestSupport {
  private final int port = FreePort.find();

  @Override
  protected CamelContext createCamelContext() throws Exception {
    CamelContext camel = super.createCamelContext();
    MainHttpServer server = new MainHttpServer();
    server.setCamelContext(camel);
    server.setHost("127.0.0.1");
    server.setPort(port);
    camel.addService(server);
    camel.getPropertiesComponent().addInitialProperty("server", "http://127.0.0.1:" + port);
    return camel;
  }

  private void load(String uploadParameters, String callbackParameters) throws Exception {
    load(
        """
        - from:
            uri: direct:in
            steps:
              - to:
                  uri: kamelet:us3-sink
                  parameters:
                    bucketName: photos
                    endpoint: '{{us3}}'
                    publicKey: PUB
                    privateKey: TOP-SECRET
                    keyName: cat.jpg
        """
            + uploadParameters.indent(12)
            + """
            - from:
                uri: kamelet:us3-callback-source
                parameters:
                  bucketName: photos
            """
            + callbackParameters.indent(6)
            + """
                steps:
                  - to: mock:out
                  - setBody:
                      constant: '{"welcome":true}'
            """);
  }

  @Test
  void theReplyOfTheRouteIsTheBodyAfterTheUpload() throws Exception {
    load(
        "callbackUrl: webhook\ncallbackSecret: RAW(a+b)",
        "webhookPath: /uploaded\ncallbackSecret: RAW(a+b)\nwebhookExternalUrl: '{{server}}'");
    out().expectedMessageCount(1);

    assertThat(template.requestBody("direct:in", "x", String.class))
        .isEqualTo("{\"welcome\":true}");

    out().assertIsSatisfied();
    assertThat(out().getExchanges().get(0).getMessage().getHeaders())
        .containsEntry("CamelUs3CallbackVerified", true)
        .containsEntry("CamelUs3Key", "cat.jpg")
        .containsEntry("CamelUs3BucketName", "photos");
    assertThat(out().getExchanges().get(0).getMessage().getBody())
        .isInstanceOfSatisfying(
            Map.class, fields -> assertThat(fields.get("key")).isEqualTo("cat.jpg"));
  }

  @Test
  void refusesCallbacksWithoutTheSecret() throws Exception {
    load(
        "callbackUrl: '{{server}}/us3'\ncallbackBody: key=cat.jpg",
        "callbackSecret: known to both");
    out().expectedMessageCount(0);

    assertThatThrownBy(() -> template.requestBody("direct:in", "x"))
        .isInstanceOf(CamelExecutionException.class)
        .hasCauseInstanceOf(Us3CallbackRejectedException.class);

    out().assertIsSatisfied();
    assertThat(us3.callbacks()).hasSize(1);
  }

  @Test
  void withoutASecretEveryCallbackIsUnverified() throws Exception {
    load("callbackUrl: '{{server}}/us3'\ncallbackBody: key=cat.jpg", "callbackAsText: true");
    out().expectedMessageCount(1);

    template.requestBody("direct:in", "x");

    out().assertIsSatisfied();
    assertThat(out().getExchanges().get(0).getMessage().getHeader("CamelUs3CallbackVerified"))
        .isEqualTo(false);
    assertThat(out().getExchanges().get(0).getMessage().getBody())
        .isEqualTo("{\"key\":\"cat.jpg\"}");
  }
}
