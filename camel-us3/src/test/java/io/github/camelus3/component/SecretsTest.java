package io.github.camelus3.component;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelus3.emulator.Fault;
import io.github.camelus3.emulator.Us3Api;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.spi.EndpointUriFactory;
import org.junit.jupiter.api.Test;

/** Keys, tokens and policies stay where they belong. */
class SecretsTest extends Us3TestSupport {
  private static final String URI =
      "us3:photos?privateKey=TOP-SECRET-1&publicKey=TOP-SECRET-2&securityToken=TOP-SECRET-3"
          + "&callbackUrl=http://127.0.0.1:1/TOP-SECRET-4&callbackBody=TOP-SECRET-5"
          + "&callbackVar.token=TOP-SECRET-6&proxyUser=u&proxyPassword=TOP-SECRET-7";

  @Test
  void theUriFactoryKnowsTheSecrets() throws Exception {
    EndpointUriFactory factory = context.getCamelContextExtension().getEndpointUriFactory("us3");

    assertThat(factory.secretPropertyNames())
        .contains("publicKey", "privateKey", "securityToken", "callbackSecret", "proxyPassword");
  }

  @Test
  void anEndpointDoesNotPrintThem() {
    Us3Endpoint endpoint = context.getEndpoint(URI, Us3Endpoint.class);

    assertThat(endpoint.toString()).contains("photos").doesNotContain("TOP-SECRET");
    assertThat(endpoint.getEndpointUri()).contains("photos").doesNotContain("TOP-SECRET");
    assertThat(String.valueOf(endpoint.getConfiguration())).doesNotContain("TOP-SECRET");
  }

  @Test
  void endpointsThatDifferInASecretOnlyStayDifferent() {
    String uri = "us3:photos?callbackUrl=http://127.0.0.1:1/";

    assertThat(context.getEndpoint(uri + "a").getEndpointUri())
        .isNotEqualTo(context.getEndpoint(uri + "b").getEndpointUri());
    assertThat(context.getEndpoint(uri + "a")).isSameAs(context.getEndpoint(uri + "a"));
  }

  @Test
  void aFailureDoesNotShowThem() {
    us3.inject(Fault.answer(500, -1, "internal error").on(Us3Api.PUT_FILE));

    Exchange failed = send(URI, "x", Map.of(Us3Constants.KEY, "k"));

    StringWriter trace = new StringWriter();
    failed.getException().printStackTrace(new PrintWriter(trace, true));
    assertThat(trace.toString()).contains("photos/k").doesNotContain("TOP-SECRET");
    assertThat(failed.getMessage().getHeaders().toString())
        .contains("internal error")
        .doesNotContain("TOP-SECRET");
  }

  @Test
  void theQueryOfACallbackUrlInTheServicesTextIsCutOff() {
    us3.inject(
        Fault.answer(
                599,
                20003,
                "send request error: Post http://app/cb?token=TOP-SECRET: connection refused")
            .on(Us3Api.PUT_FILE));

    Exchange failed = send("us3:photos", "x", Map.of(Us3Constants.KEY, "k"));

    assertThat(failed.getException()).hasMessageContaining("http://app/cb?...");
    assertThat(failed.getException().getMessage()).doesNotContain("TOP-SECRET");
    assertThat(failed.getMessage().getHeader(Us3Constants.ERR_MSG, String.class))
        .contains("connection refused")
        .doesNotContain("TOP-SECRET");
  }
}
