package io.github.camelus3.callback;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.camelus3.client.Us3InvalidPutPolicyException;
import io.github.camelus3.sign.Us3Signer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyRulesTest {
  private static final String URL = "\"callbackUrl\":\"http://app.example.com/cb\"";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{" + URL + "}",
        "{" + URL + ",\"callbackBody\":\"a=1\"}",
        "{" + URL + ",\"callbackBody\":\"\",\"callbackBodyType\":\"application/json\"}",
        "{" + URL + ",\"callbackBody\":\"a=$(x:a)\",\"callbackVar\":{\"x:a\":\"1\",\"x:b\":\"\"}}",
        "{" + URL + ",\"callbackBody\":\"$(key) $( $\"}",
        "{" + URL + ",\"callbackMethod\":\"POST\",\"more\":{\"any\":[1]}}",
        " {\n" + URL + "\t}\n",
        "{\"callbackUrl\":\"HTTPS://10.0.0.1:8443/cb?a=b#c\"}",
        "{\"callbackUrl\":\"https://ip:port/path\"}",
        "{\"callbackUrl\":\"http://my_app/cb\"}",
        "{\"callbackUrl\":\"http://my_app.my_net:8080/cb?a=b\"}",
        "{\"callbackUrl\":\"https://u:p@my__app_1/\"}",
        "{" + URL + ",\"callbackBody\":\"\ud83d\udc2b \\ud83d\\udc2b\"}"
      })
  void returnsAValidPolicyUnchanged(String json) throws Exception {
    assertThat(PutPolicy.requireValid(json)).isSameAs(json);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}                                                 | callbackUrl must be set",
        "{\"callbackUrl\":null}                             | callbackUrl must be set",
        "{\"callbackUrl\":8080}                             | callbackUrl must be text",
        "{\"callbackUrl\":\"\"}                             | callbackUrl must be an absolute",
        "{\"callbackUrl\":\"/cb\"}                          | callbackUrl must be an absolute",
        "{\"callbackUrl\":\"app.example.com/cb\"}           | callbackUrl must be an absolute",
        "{\"callbackUrl\":\"ftp://app.example.com/cb\"}     | callbackUrl must be an absolute",
        "{\"callbackUrl\":\"http:/cb\"}                     | callbackUrl must be an absolute",
        "{\"callbackUrl\":\"http://app.example.com/a b\"}   | callbackUrl must be an absolute"
      })
  void refusesACallbackUrlThatIsNotAnAbsoluteHttpUrl(String json, String message) {
    assertThat(refusal(json)).hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource({
    "calbackBodyType, callbackBodyType",
    "callbackbodytype, callbackBodyType",
    "callback_body, callbackBody",
    "callbackVars, callbackVar",
    "callbackURL, callbackUrl",
    "callbakcVar, callbackVar"
  })
  void refusesAMisspeltMemberAndNamesTheCorrectOne(String member, String meant) {
    assertThat(refusal("{" + URL + ",\"" + member + "\":\"a\"}"))
        .hasMessageContaining("member " + member + " must be written " + meant);
  }

  @ParameterizedTest
  @ValueSource(strings = {"callbackHost", "callback", "fsizeLimit", "x"})
  void acceptsUnknownMembers(String member) throws Exception {
    String json = "{" + URL + ",\"" + member + "\":\"a\"}";

    assertThat(PutPolicy.requireValid(json)).isSameAs(json);
  }

  @Test
  void listsPlaceholdersThatUs3DoesNotExpand() {
    PutPolicy policy =
        PutPolicy.builder().callbackBody("a=$(key)&b=$(x:b)&c=$(etag)&d=$(key)&e=${f}$(").build();

    assertThat(policy.unfilledPlaceholders()).containsExactly("$(key)", "$(etag)");
    assertThat(PutPolicy.builder().build().unfilledPlaceholders()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"callbackBody\":20                     | callbackBody must be text",
        "\"callbackBody\":null                   | callbackBody must be text",
        "\"callbackBody\":{\"Age\":20}           | callbackBody must be text",
        "\"callbackBodyType\":true               | callbackBodyType must be text",
        "\"callbackBodyType\":\" \"              | callbackBodyType must not be blank"
      })
  void refusesMembersThatAreNotText(String member, String message) {
    assertThat(refusal("{" + URL + ',' + member + "}")).hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"callbackVar\":[\"x:a\"]               | callbackVar must be an object",
        "\"callbackVar\":{\"age\":\"20\"}        | callbackVar \"age\" must begin with x:",
        "\"callbackVar\":{\"x:\":\"20\"}         | callbackVar \"x:\" must begin with x:",
        "\"callbackVar\":{\"x:age\":20}          | callbackVar \"x:age\" must be text",
        "\"callbackVar\":{\"x:age\":null}        | callbackVar \"x:age\" must be text"
      })
  void refusesVariablesWithAnInvalidNameOrValue(String member, String message) {
    assertThat(refusal("{" + URL + ',' + member + "}")).hasMessageContaining(message);
  }

  @Test
  void refusesAnUndefinedPlaceholder() {
    String body = ",\"callbackBody\":\"n=$(x:name)&a=$(x:age)\"";

    assertThat(refusal("{" + URL + body + "}")).hasMessageContaining("$(x:name)");
    assertThat(refusal("{" + URL + body + ",\"callbackVar\":{\"x:name\":\"Alice\"}}"))
        .hasMessageContaining("$(x:age)")
        .hasMessageNotContaining("Alice");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "null", "[]", "\"{}\"", "hush", "{" + URL, "{" + URL + "} {}", "{'a':1}"})
  void refusesTextThatIsNotOneJsonObject(String json) {
    assertThat(refusal(json))
        .hasMessageContaining("policy must be ")
        .hasMessageNotContaining("hush");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"callbackBody\":\"a\ud83d\"",
        "\"callbackBody\":\"a\\ud83d\"",
        "\"callbackBodyType\":\"\\udc2b\"",
        "\"callbackVar\":{\"x:a\":\"\\ud83d b\"}",
        "\"callbackVar\":{\"x:\\ud83d\":\"b\"}",
        "\"any\":\"\udc2b\ud83d\""
      })
  void refusesHalfASurrogatePair(String member) {
    assertThat(refusal("{" + URL + ',' + member + "}"))
        .hasMessageContaining("must not hold half a surrogate pair");
  }

  @Test
  void acceptsAPolicyOf4096CharactersOnceEncoded() throws Exception {
    String json = policyOfBytes(3072);

    assertThat(Us3Signer.encodePolicy(PutPolicy.requireValid(json))).hasSize(4096);
  }

  @Test
  void refusesAPolicyOfMoreThan4096CharactersOnceEncoded() {
    String json = policyOfBytes(3073);

    assertThat(Us3Signer.encodePolicy(json)).hasSize(4100);
    assertThat(refusal(json)).hasMessageContaining("4100").hasMessageContaining("4096");
  }

  @Test
  void countsTheBytesOfThePolicyNotItsCharacters() {
    String json = "{" + URL + ",\"callbackBody\":\"" + "中".repeat(1024) + "\"}";

    assertThat(json.length()).isLessThan(3072);
    assertThat(refusal(json)).hasMessageContaining("4096");
  }

  @Test
  void anInvalidPolicyHasNoStatusNoRetCodeAndIsNotRetryable() {
    Us3InvalidPutPolicyException refusal = refusal("{}");

    assertThat(refusal.getHttpStatus()).isZero();
    assertThat(refusal.getRetCode()).isZero();
    assertThat(refusal.isRetryable()).isFalse();
    assertThat(refusal.dumpResponse(true)).isBlank();
    assertThat(refusal.getMessage()).startsWith("invalid put policy: ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"callbackUrl\":\"ftp://user:hush@host/cb\"}",
        "{\"callbackUrl\":\"FTP://user:p@hush@host/cb\"}",
        "{\"callbackUrl\":\"http://user:hu/hush@host/c b\"}",
        "{\"callbackUrl\":\"http://user:hu?hush@host/c b\"}",
        "{\"callbackUrl\":\"user:hush@host/cb\"}",
        "{\"callbackUrl\":\"//user:hush@host/cb\"}",
        "{\"callbackUrl\":\"ftp://host/cb?token=hush\"}",
        "{\"callbackUrl\":\"ftp://host/cb?a\\nhush\"}",
        "{\"callbackUrl\":\"ftp://host/cb#hush\"}",
        "{" + URL + ",\"callbackBody\":\"hush $(x:a)\"}",
        "{" + URL + ",\"callbackBodyType\":[\"hush\"]}",
        "{" + URL + ",\"callbackVar\":{\"x:a\":[\"hush\"]}}",
        "{" + URL + ",\"callbackVar\":{\"a\":\"hush\"}}",
        "{" + URL + ",\"callbackBody\":hush}",
        "{" + URL + ",\"callbackBody\":\"hush}"
      })
  void messagesContainNoValueThatThePolicySends(String json) {
    assertThatThrownBy(() -> PutPolicy.requireValid(json))
        .isInstanceOf(Us3InvalidPutPolicyException.class)
        .hasNoCause()
        .hasMessageNotContaining("hush");
  }

  private static Us3InvalidPutPolicyException refusal(String json) {
    return catchThrowableOfType(
        Us3InvalidPutPolicyException.class, () -> PutPolicy.requireValid(json));
  }

  private static String policyOfBytes(int length) {
    String start = "{" + URL + ",\"callbackBody\":\"";
    String json = start + "a".repeat(length - start.length() - 2) + "\"}";
    assertThat(json.getBytes(UTF_8)).hasSize(length);
    return json;
  }
}
