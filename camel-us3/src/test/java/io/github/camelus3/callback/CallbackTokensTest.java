package io.github.camelus3.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelus3.client.Us3InvalidPutPolicyException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallbackTokensTest {
  private static final Instant NOW = Instant.parse("2026-11-24T06:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);

  private final CallbackTokens tokens = at(NOW);

  private static CallbackTokens at(Instant instant) {
    return new CallbackTokens("secret", Clock.fixed(instant, ZoneOffset.UTC));
  }

  @ParameterizedTest
  @ValueSource(strings = {"k", "a/b c.txt", "目录/文件", "${x}", "../up", "a.b-c_d"})
  void aTokenHoldsBucketKeyAndExpiry(String key) throws Exception {
    CallbackToken token = tokens.verify(tokens.issue("photos", key, HOUR));

    assertThat(token.bucket()).isEqualTo("photos");
    assertThat(token.key()).isEqualTo(key);
    assertThat(token.expiry()).isEqualTo(NOW.plus(HOUR));
  }

  @Test
  void noTwoTokensAreTheSame() throws Exception {
    String first = tokens.issue("photos", "k", HOUR);
    String second = tokens.issue("photos", "k", HOUR);

    assertThat(first).isNotEqualTo(second).hasSameSizeAs(second);
    assertThat(tokens.verify(first).id()).isNotEqualTo(tokens.verify(second).id());
  }

  @Test
  void idsSortByExpiry() throws Exception {
    String soon = tokens.verify(tokens.issue("photos", "k", Duration.ofSeconds(9))).id();
    String late = tokens.verify(tokens.issue("photos", "k", HOUR)).id();

    assertThat(soon).isLessThan(late);
  }

  @Test
  void aTokenIsValidUntilItExpires() throws Exception {
    String token = tokens.issue("photos", "k", HOUR);

    assertThat(at(NOW.plus(HOUR).minusSeconds(1)).verify(token).key()).isEqualTo("k");
    assertThatExceptionOfType(CallbackRefusedException.class)
        .isThrownBy(() -> at(NOW.plus(HOUR)).verify(token))
        .withMessageContaining("expired")
        .matches(e -> e.httpStatus() == 403);
  }

  @Test
  void aTokenWithAnyChangedCharacterIsRefused() {
    String token = tokens.issue("photos", "pets/cat.jpg", HOUR);

    for (int i = 0; i < token.length(); i++) {
      char other = token.charAt(i) == 'A' ? 'B' : 'A';
      String forged = token.substring(0, i) + other + token.substring(i + 1);
      assertThatExceptionOfType(CallbackRefusedException.class)
          .as("changed at %s", i)
          .isThrownBy(() -> tokens.verify(forged))
          .withMessageContaining("not genuine");
    }
  }

  @Test
  void aTokenOfAnotherSecretIsRefused() {
    String token = new CallbackTokens("other", Clock.systemUTC()).issue("photos", "k", HOUR);

    assertThatExceptionOfType(CallbackRefusedException.class)
        .isThrownBy(() -> tokens.verify(token))
        .withMessageContaining("not genuine");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "1.2.3.4.5.6", "1.99999999999.bm8.cA.aw.", "1.1.1.1.1.1.1"})
  void malformedTokensAreRefused(String text) {
    assertThatExceptionOfType(CallbackRefusedException.class)
        .isThrownBy(() -> tokens.verify(text))
        .withMessageContaining("not genuine");
  }

  @Test
  void anAbsentTokenIsRefused() {
    assertThatExceptionOfType(CallbackRefusedException.class)
        .isThrownBy(() -> tokens.verify(null))
        .withMessageContaining("no token")
        .matches(e -> e.httpStatus() == 403);
  }

  @ParameterizedTest
  @CsvSource({
    "http://h/cb, http://h/cb?T",
    "http://h/cb?, http://h/cb?T",
    "http://h/cb?a=1, http://h/cb?a=1&T",
    "http://h/cb?a=1&, http://h/cb?a=1&T",
    "http://h/cb?a#f, http://h/cb?a&T#f"
  })
  void inJsonModeTheTokenIsInTheUrl(String url, String expected) throws Exception {
    String rest =
        "\" ,\n \"callbackBodyType\" : \"application/json\", \"callbackBody\":\"\\u007b}\"}";

    String policy = tokens.addTo("{ \"callbackUrl\" :\"" + url + rest, "photos", "k", HOUR);

    assertThat(withoutToken(policy)).isEqualTo("{ \"callbackUrl\" :\"" + expected + rest);
  }

  @ParameterizedTest
  @CsvSource({"'', T", "a=1, a=1&T", "'k=$(x:k)', 'k=$(x:k)&T'"})
  void inQueryModeTheTokenIsInTheBody(String body, String expected) throws Exception {
    String begin = "{\"callbackVar\":{\"x:k\":\"v\",\"x:callbackBody\":\"w\"},\"callbackBody\":\"";
    String end = "\",\"callbackUrl\":\"http://h/\"}";

    String policy = tokens.addTo(begin + body + end, "photos", "k", HOUR);

    assertThat(withoutToken(policy)).isEqualTo(begin + expected + end);
  }

  @Test
  void inQueryModeWithoutABodyTheTokenBecomesOne() throws Exception {
    String policy = tokens.addTo(" {\"callbackUrl\":\"http://h/\"} ", "photos", "k", HOUR);

    assertThat(withoutToken(policy))
        .isEqualTo(" {\"callbackBody\":\"T\",\"callbackUrl\":\"http://h/\"} ");
  }

  @Test
  void aPolicyThatBecomesTooLongIsRefused() {
    String policy = "{\"callbackUrl\":\"http://h/" + "a".repeat(3000) + "\"}";

    assertThatThrownBy(() -> tokens.addTo(policy, "photos", "k", HOUR))
        .isInstanceOf(Us3InvalidPutPolicyException.class)
        .hasMessageContaining("4096");
  }

  @Test
  void theLongestKeyFitsIntoTheDefaultCallback() throws Exception {
    String key = "目".repeat(341); // 1023 bytes
    PutPolicy policy =
        PutPolicy.builder()
            .callbackUrl("https://callbacks.example.com/us3/photos")
            .callbackBodyType("application/json")
            .callbackBody(
                DefaultCallback.json(
                    "photos", key, "application/octet-stream", OptionalLong.of(1L << 40), Map.of()))
            .build();

    assertThat(tokens.addTo(policy.toJson(), "photos", key, HOUR)).contains("us3Token=1.");
  }

  @Test
  void theSecretIsNotPrinted() {
    assertThat(tokens.toString()).doesNotContain("secret");
  }

  private static String withoutToken(String policy) {
    return policy.replaceFirst("us3Token=[\\w.-]+", "T");
  }
}
