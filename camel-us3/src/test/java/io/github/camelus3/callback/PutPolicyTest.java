package io.github.camelus3.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelus3.client.Us3InvalidPutPolicyException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PutPolicyTest {
  private static final String URL = "http://app.example.com/cb";

  @Test
  void writesTheJsonOfTheGoSdksDemo() throws Exception { // demo_policy.go
    PutPolicy policy =
        PutPolicy.builder()
            .callbackUrl(URL)
            .callbackBody("{\"Name\":\"Alice\", \"Age\":20}")
            .callbackBodyType("application/json")
            .build();

    assertThat(policy.toJson())
        .isEqualTo(
            "{\"callbackUrl\":\"http://app.example.com/cb\","
                + "\"callbackBody\":\"{\\\"Name\\\":\\\"Alice\\\", \\\"Age\\\":20}\","
                + "\"callbackBodyType\":\"application/json\"}");
  }

  @Test
  void writesVariablesInTheOrderGivenAndNoOtherMember() throws Exception {
    PutPolicy policy =
        PutPolicy.builder()
            .callbackUrl(URL)
            .callbackBody("Name=$(x:name)&Age=$(x:age)")
            .callbackVar("x:name", "Alice")
            .callbackVar("x:age", "20")
            .build();

    assertThat(policy.toJson())
        .isEqualTo(
            "{\"callbackUrl\":\"http://app.example.com/cb\","
                + "\"callbackBody\":\"Name=$(x:name)&Age=$(x:age)\","
                + "\"callbackVar\":{\"x:name\":\"Alice\",\"x:age\":\"20\"}}");
  }

  @Test
  void validatesThePolicyWhenItBecomesJson() {
    PutPolicy undefined = PutPolicy.builder().callbackUrl(URL).callbackBody("$(x:a)").build();
    Map<String, String> variables = new HashMap<>();
    variables.put("x:a", null);
    PutPolicy nullValue = PutPolicy.builder().callbackUrl(URL).callbackVar(variables).build();

    assertThatExceptionOfType(Us3InvalidPutPolicyException.class)
        .isThrownBy(PutPolicy.builder().build()::toJson)
        .withMessageContaining("callbackUrl must be set");
    assertThatExceptionOfType(Us3InvalidPutPolicyException.class)
        .isThrownBy(undefined::toJson)
        .withMessageContaining("$(x:a)");
    assertThatExceptionOfType(Us3InvalidPutPolicyException.class)
        .isThrownBy(nullValue::toJson)
        .withMessageContaining("x:a");
  }

  @Test
  void parsesItsOwnJson() throws Exception {
    PutPolicy policy =
        new PutPolicy(URL, "n=$(x:n)", "text/plain", Map.of("x:n", "中文 \"quoted\" >?"));

    assertThat(PutPolicy.parse(policy.toJson())).isEqualTo(policy);
    assertThat(new ObjectMapper().readValue(policy.toJson(), PutPolicy.class)).isEqualTo(policy);
  }

  @Test
  void dropsUnknownMembers() throws Exception {
    PutPolicy policy =
        PutPolicy.parse("{\"callbackUrl\":\"" + URL + "\",\"callbackMethod\":\"GET\"}");

    assertThat(policy).isEqualTo(new PutPolicy(URL, null, null, null));
  }

  @Test
  void copiesItsVariables() {
    Map<String, String> variables = new LinkedHashMap<>(Map.of("x:a", "1"));
    PutPolicy policy = PutPolicy.builder().callbackUrl(URL).callbackVar(variables).build();

    variables.put("x:b", "2");

    assertThat(policy.callbackVar()).containsExactly(Map.entry("x:a", "1"));
    assertThat(policy.callbackVar()).isUnmodifiable();
  }

  @Test
  void printsTheCallbackServiceWithoutSecrets() {
    PutPolicy policy =
        PutPolicy.builder()
            .callbackUrl("https://user:hush@app.example.com/cb?token=hush\nhush#hush")
            .callbackBody("hush")
            .callbackBodyType("text/hush")
            .callbackVar("x:hush", "hush")
            .build();

    assertThat(policy.toString()).isEqualTo("PutPolicy[callbackUrl=https://app.example.com/cb]");
    assertThat(PutPolicy.builder().build()).hasToString("PutPolicy[callbackUrl=null]");
  }
}
