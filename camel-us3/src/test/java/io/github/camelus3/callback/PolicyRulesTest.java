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
  void takesAValidPolicyAndGivesBackTheVeryText(String json) throws Exception {
    assertThat(PutPolicy.requireValid(json)).isSameAs(json);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}                                                 | callbackUrl is missing",
        "{\"callbackUrl\":null}                             | callbackUrl is missing",
        "{\"callbackUrl\":8080}                             | callbackUrl is not text",
        "{\"callbackUrl\":\"\"}                             | callbackUrl is not an absolute",
        "{\"callbackUrl\":\"/cb\"}                          | callbackUrl is not an absolute",
        "{\"callbackUrl\":\"app.example.com/cb\"}           | callbackUrl is not an absolute",
        "{\"callbackUrl\":\"ftp://app.example.com/cb\"}     | callbackUrl is not an absolute",
        "{\"callbackUrl\":\"http:/cb\"}                     | callbackUrl is not an absolute",
        "{\"callbackUrl\":\"http://app.example.com/a b\"}   | callbackUrl is not an absolute"
      })
  void refusesACallbackUrlThatIsNoAbsoluteHttpUrl(String json, String what) {
    assertThat(refusal(json)).hasMessageContaining(what);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"callbackBody\":20                     | callbackBody is not text",
        "\"callbackBody\":null                   | callbackBody is not text",
        "\"callbackBody\":{\"Age\":20}           | callbackBody is not text",
        "\"callbackBodyType\":true               | callbackBodyType is not text",
        "\"callbackBodyType\":\" \"              | callbackBodyType is blank"
      })
  void refusesMembersThatAreNotText(String member, String what) {
    assertThat(refusal("{" + URL + ',' + member + "}")).hasMessageContaining(what);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"callbackVar\":[\"x:a\"]               | callbackVar is not an object",
        "\"callbackVar\":{\"age\":\"20\"}        | callbackVar \"age\" does not begin with x:",
        "\"callbackVar\":{\"x:\":\"20\"}         | callbackVar \"x:\" does not begin with x:",
        "\"callbackVar\":{\"x:age\":20}          | callbackVar \"x:age\" is not text",
        "\"callbackVar\":{\"x:age\":null}        | callbackVar \"x:age\" is not text"
      })
  void refusesVariablesThatAreNotNamedTexts(String member, String what) {
    assertThat(refusal("{" + URL + ',' + member + "}")).hasMessageContaining(what);
  }

  @Test
  void refusesAPlaceholderThatNothingDefines() {
    String body = ",\"callbackBody\":\"n=$(x:name)&a=$(x:age)\"";

    assertThat(refusal("{" + URL + body + "}")).hasMessageContaining("$(x:name)");
    assertThat(refusal("{" + URL + body + ",\"callbackVar\":{\"x:name\":\"Alice\"}}"))
        .hasMessageContaining("$(x:age)")
        .hasMessageNotContaining("Alice");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "null", "[]", "\"{}\"", "hush", "{" + URL, "{" + URL + "} {}", "{'a':1}"})
  void refusesWhatIsNotOneJsonObject(String json) {
    assertThat(refusal(json)).hasMessageContaining("not ").hasMessageNotContaining("hush");
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
  void refusesHalfASurrogatePairOfWhichTheServiceWouldMakeSomethingElse(String member) {
    assertThat(refusal("{" + URL + ',' + member + "}"))
        .hasMessageContaining("half a surrogate pair");
  }

  @Test
  void takesAPolicyOf4096CharactersOnceEncoded() throws Exception {
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
  void aFaultFoundHereHasNeitherStatusNorRetCodeAndIsNotRetryable() {
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
  void messagesShowNothingOfWhatThePolicySends(String json) {
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
