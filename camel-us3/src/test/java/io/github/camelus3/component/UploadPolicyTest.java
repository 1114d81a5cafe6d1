package io.github.camelus3.component;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelus3.callback.PutPolicy;
import io.github.camelus3.client.Us3InvalidPutPolicyException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The put policy in every form in which a route can give it. */
class UploadPolicyTest extends Us3TestSupport {
  @RegisterExtension final CallbackService service = new CallbackService();

  @Test
  void mapTreeTextAndPutPolicyAllServeAsHeader() throws Exception {
    Map<String, Object> map =
        Map.of(
            "callbackUrl",
            service.url(),
            "callbackBody",
            "{\"n\":\"$(x:name)\"}",
            "callbackBodyType",
            "application/json",
            "callbackVar",
            Map.of("x:name", "Alice"));
    ObjectMapper json = new ObjectMapper();
    String text = json.writeValueAsString(map);

    for (Object policy : List.of(map, json.valueToTree(map), text, PutPolicy.parse(text))) {
      upload("us3:photos", "x", Map.of(Us3Constants.KEY, "k", Us3Constants.POLICY, policy));
    }

    assertThat(service.bodies()).hasSize(4).containsOnly("{\"n\":\"Alice\"}");
  }

  @Test
  void mapTextAndPutPolicyAllServeAsBean() throws Exception {
    String text = service.policyJson();
    context.getRegistry().bind("text", text);
    context.getRegistry().bind("policy", PutPolicy.parse(text));
    context.getRegistry().bind("map", new ObjectMapper().readValue(text, Map.class));

    for (String bean : List.of("#text", "#policy", "#map", "#bean:policy")) {
      upload("us3:photos?policy=" + bean, "x", Map.of(Us3Constants.KEY, "k"));
    }

    assertThat(service.bodies()).hasSize(4).containsOnly("{\"name\":\"Alice\"}");
  }

  @Test
  void jsonTextIsSignedAndSentByteForByte() throws Exception {
    String text =
        "{ \"callbackBody\" : \"a=\\u4e2d&b=%20\" ,  \"callbackUrl\":\"" + service.url() + "\" }";

    upload("us3:photos", "x", Map.of(Us3Constants.KEY, "1", Us3Constants.POLICY, text));
    upload("us3:photos?policy=RAW(" + text + ")", "x", Map.of(Us3Constants.KEY, "2"));

    assertThat(us3.requests())
        .extracting(r -> policyOf(r.header("Authorization").orElse("")))
        .containsExactly(text, text);
  }

  @Test
  void queryModeAppendsTheBodyToTheUrl() throws Exception {
    String policy =
        "{\"callbackUrl\":\""
            + service.url()
            + "\",\"callbackBody\":\"n=$(x:n)&m=1\","
            + "\"callbackVar\":{\"x:n\":\"20\"}}";

    upload("us3:photos", "x", Map.of(Us3Constants.KEY, "k", Us3Constants.POLICY, policy));

    assertThat(service.queries()).containsExactly("n=20&m=1");
    assertThat(service.bodies()).containsExactly("");
  }

  @Test
  void theOptionsSpellAPolicyOfSimpleExpressions() throws Exception {
    String uri =
        "us3:photos?callbackUrl="
            + service.url()
            + "&callbackBodyType=application/json"
            + "&callbackBody=RAW({\"n\":\"$(x:name)\",\"k\":\"$(x:key)\"})"
            + "&callbackVar.name=Alice&callbackVar.key=${header.CamelUs3Key}";

    Exchange done = upload(uri, "x", Map.of(Us3Constants.KEY, "a\"b.txt"));

    assertThat(service.bodies()).containsExactly("{\"n\":\"Alice\",\"k\":\"a\\\"b.txt\"}");
    assertThat(done.getMessage().getBody()).isEqualTo("{\"accepted\":true}");
  }

  @Test
  void headerValuesInAPolicyAreNeverEvaluated() throws Exception {
    PutPolicy policy =
        PutPolicy.builder()
            .callbackUrl(service.url())
            .callbackBody("${header.secret}")
            .callbackBodyType("application/json")
            .build();

    upload(
        "us3:photos",
        "x",
        Map.of(Us3Constants.KEY, "k", Us3Constants.POLICY, policy, "secret", "leaked"));

    assertThat(service.bodies()).containsExactly("${header.secret}");
  }

  @Test
  void thePolicyHeaderOverridesTheOption() throws Exception {
    upload(
        "us3:photos?callbackUrl=http://127.0.0.1:1/never&callbackBody=a=b",
        "x",
        Map.of(Us3Constants.KEY, "k", Us3Constants.POLICY, service.policyJson()));

    assertThat(service.bodies()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "not json",
        "[]",
        "{}",
        "{\"callbackUrl\":\"/relative\"}",
        "{\"callbackUrl\":\"ftp://h/a\"}",
        "{\"callbackUrl\":5}",
        "{\"callbackUrl\":\"http://h/a\",\"callbackVar\":{\"name\":\"a\"}}",
        "{\"callbackUrl\":\"http://h/a\",\"callbackVar\":{\"x:n\":20}}",
        "{\"callbackUrl\":\"http://h/a\",\"callbackBody\":\"$(x:n)\"}",
        "{\"callbackUrl\":\"http://h/a\"} trailing"
      })
  void anInvalidPolicyIsRefusedBeforeAnyRequest(String policy) {
    for (String mode : List.of("put", "asyncUpload", "finish")) {
      Map<String, Object> headers =
          Map.of(
              Us3Constants.KEY,
              "k",
              Us3Constants.MODE,
              mode,
              Us3Constants.UPLOAD_ID,
              "id",
              Us3Constants.POLICY,
              policy);

      Exchange failed = send("us3:photos", "x", headers);

      assertThat(failed.getException()).isInstanceOf(Us3InvalidPutPolicyException.class);
      assertThat(failed.getMessage().getHeader(Us3Constants.RETRYABLE)).isEqualTo(false);
    }
    assertThat(us3.requests()).isEmpty();
  }

  @Test
  void aPolicyHeaderOfAnotherTypeIsNamed() {
    assertThat(failure("us3:photos", "x", Map.of(Us3Constants.KEY, "k", Us3Constants.POLICY, 5)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("CamelUs3Policy")
        .hasMessageContaining("Integer");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "us3:photos?policy=RAW({\"callbackUrl\":\"nowhere\"})",
        "us3:photos?callbackUrl=nowhere",
        "us3:photos?callbackBody=a=b",
        "us3:photos?callbackUrl=http://h/a&callbackBody=$(x:n)"
      })
  void anOptionThatIsInvalidAlreadyFailsTheStart(String uri) {
    assertThatThrownBy(
            () ->
                context.addRoutes(
                    new RouteBuilder() {
                      @Override
                      public void configure() {
                        from("direct:in").to(uri);
                      }
                    }))
        .hasRootCauseInstanceOf(Us3InvalidPutPolicyException.class);
  }

  @Test
  void policyCannotBeCombinedWithCallbackOptions() {
    assertThatThrownBy(
            () ->
                context.getEndpoint(
                    "us3:photos?callbackUrl=http://h/a&policy=RAW({\"callbackUrl\":\"http://h\"})"))
        .hasStackTraceContaining("option policy must not be combined with callbackUrl");
  }

  private static String policyOf(String authorization) {
    String encoded = authorization.substring(authorization.lastIndexOf(':') + 1);
    return new String(Base64.getUrlDecoder().decode(encoded), UTF_8);
  }
}
