package io.github.camelus3.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelus3.client.Us3ServiceException;
import io.github.camelus3.component.options.EndpointSettings;
import io.github.camelus3.component.webhook.WebhookRegistry;
import io.github.camelus3.emulator.Fault;
import io.github.camelus3.emulator.Us3Api;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.spi.EndpointUriFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys, tokens and policies do not appear in URIs, messages and logs. */
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
  void theEndpointDoesNotPrintSecrets() {
    Us3Endpoint endpoint = context.getEndpoint(URI, Us3Endpoint.class);

    assertThat(endpoint.toString()).contains("photos").doesNotContain("TOP-SECRET");
    assertThat(endpoint.getEndpointUri()).contains("photos").doesNotContain("TOP-SECRET");
    assertThat(String.valueOf(endpoint.getConfiguration())).doesNotContain("TOP-SECRET");
  }

  @ParameterizedTest
  @ValueSource(strings = {"private-key", "PRIVATEKEY", "Private-Key", "proxy-password"})
  void theCaseAndHyphensOfANameDoNotMatter(String name) {
    Us3Endpoint endpoint =
        context.getEndpoint(
            "us3:photos?proxyUser=u&proxyPassword=p&" + name + "=TOP-SECRET", Us3Endpoint.class);

    assertThat(endpoint.getEndpointUri()).contains(name + "=xxxxxx").doesNotContain("TOP-SECRET");
  }

  @Test
  void endpointsThatDifferOnlyInASecretHaveDifferentUris() {
    String uri = "us3:photos?callbackUrl=http://127.0.0.1:1/";

    assertThat(context.getEndpoint(uri + "a").getEndpointUri())
        .isNotEqualTo(context.getEndpoint(uri + "b").getEndpointUri());
    assertThat(context.getEndpoint(uri + "a")).isSameAs(context.getEndpoint(uri + "a"));
  }

  @Test
  void aFailureDoesNotShowSecrets() {
    us3.inject(Fault.answer(500, -1, "internal error").on(Us3Api.PUT_FILE));

    Exchange failed = send(URI, "x", Map.of(Us3Constants.KEY, "k"));

    StringWriter trace = new StringWriter();
    failed.getException().printStackTrace(new PrintWriter(trace, true));
    assertThat(trace.toString()).contains("photos/k").doesNotContain("TOP-SECRET");
    assertThat(failed.getMessage().getHeaders().toString())
        .contains("internal error")
        .doesNotContain("TOP-SECRET");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://TOP-SECRET:TOP-SECRET@app/cb",
        "HTTPS://TOP-SECRET@app/cb#TOP-SECRET",
        "https://u:p@TOP-SECRET@app/cb?a=TOP-SECRET",
        "\\\"http:\\/\\/u:TOP-SECRET@app\\/cb\\\""
      })
  void userPasswordAndFragmentOfUrlsInAnErrorMessageAreCutOff(String url) {
    us3.inject(
        Fault.http(
                599, "application/json", "{\"RetCode\":20003,\"ErrMsg\":\"Post " + url + ": EOF\"}")
            .on(Us3Api.PUT_FILE));

    Exchange failed = send("us3:photos", "x", Map.of(Us3Constants.KEY, "k"));

    Us3ServiceException failure = (Us3ServiceException) failed.getException();
    assertThat(failure.getMessage()).contains("app").doesNotContain("TOP-SECRET");
    assertThat(failure.dumpResponse(true)).contains("RetCode").doesNotContain("TOP-SECRET");
    assertThat(failed.getMessage().getHeader(Us3Constants.ERR_MSG, String.class))
        .contains("app")
        .doesNotContain("TOP-SECRET");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://u:TOP-SECRET@app/cb",
        "http://u:TOP/SECRET@app/c b",
        "http://u:p@TOP-SECRET@a b/",
        "u:TOP-SECRET@app/cb"
      })
  void aRefusedCallbackUrlShowsNoPassword(String url) {
    assertThatThrownBy(() -> context.getEndpoint("us3:photos?callbackUrl=RAW(" + url + ")"))
        .hasStackTraceContaining("callbackUrl")
        .satisfies(
            e -> {
              StringWriter trace = new StringWriter();
              e.printStackTrace(new PrintWriter(trace, true));
              assertThat(trace.toString()).doesNotContain("TOP-SECRET", "TOP/SECRET");
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "publicKey=TOP%20SECRET | publicKey",
        "privateKey=TOP-SECRET%0A | privateKey",
        "privateKey=%20TOP-SECRET | privateKey",
        "privateKey=TOP-SECR%C3%8BT | privateKey",
        "securityToken=TOP-SECRET%0D%0A | securityToken",
        "securityToken=TOP%09SECRET | securityToken"
      })
  void invalidKeysAreRefusedWithTheirName(String option, String name) {
    assertThatThrownBy(() -> context.getEndpoint("us3:photos?" + option.trim()))
        .hasStackTraceContaining(name.trim() + " must be printable ASCII");
    assertThat(us3.requests()).isEmpty();
  }

  @Test
  void keysOfTheEnvironmentAndOfAFileAreCheckedToo(@TempDir Path folder) throws Exception {
    Us3Configuration options = new Us3Configuration();
    options.setBucketName("photos");
    options.setRegion("cn-bj");
    options.setPublicKey("public");
    assertThatThrownBy(
            () ->
                EndpointSettings.of(
                    options,
                    context,
                    new WebhookRegistry(),
                    Map.of("US3_PRIVATE_KEY", "TOP-SECRET\n")::get))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("privateKey must be printable ASCII")
        .hasMessageNotContaining("TOP-SECRET");

    Path file = folder.resolve("config.json");
    Files.writeString(file, "{\"public_key\":\"public\",\"private_key\":\"TOP-SECRET \"}");
    options.setConfigFile(file.toString());
    assertThatThrownBy(
            () -> EndpointSettings.of(options, context, new WebhookRegistry(), name -> null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("privateKey must be printable ASCII")
        .hasMessageNotContaining("TOP-SECRET");
  }

  @Test
  void theQueryOfACallbackUrlInAnErrorMessageIsCutOff() {
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
