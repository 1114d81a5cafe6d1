package io.github.camelus3.callback;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallbackTest {
  private static final String JSON = "application/json";
  private static final byte[] NONE = new byte[0];

  private final CallbackTokens tokens = new CallbackTokens("secret", Clock.systemUTC());
  private final CallbackVerifier verifier = new CallbackVerifier(tokens, "photos");

  private static Callback json(String query, String body) throws CallbackRefusedException {
    return Callback.read(query, JSON, body.getBytes(UTF_8));
  }

  private String token(String key) {
    return "us3Token=" + tokens.issue("photos", key, Duration.ofHours(1));
  }

  @Test
  void aJsonObjectBecomesTheFields() throws Exception {
    Callback callback = json("a=1&us3Token=t", "{\"key\":\"k\",\"n\":7,\"list\":[1]}");

    assertThat(callback.fields())
        .containsExactlyInAnyOrderEntriesOf(Map.of("key", "k", "n", 7, "list", List.of(1)));
    assertThat(callback.token()).isEqualTo("t");
    assertThat(callback.parameters()).containsExactlyInAnyOrder("a", "us3Token");
  }

  @Test
  void otherJsonHasNoFields() throws Exception {
    Callback callback = json(null, " [1, 2]");

    assertThat(callback.fields()).isNull();
    assertThat(callback.toJson()).isEqualTo(" [1, 2]");
    assertThat(callback.object()).isEqualTo(new CallbackObject(null, null, null, null, null));
  }

  @Test
  void aQueryBecomesTheFieldsWithoutTheToken() throws Exception {
    Callback callback =
        Callback.read("k=a%20b+c&us3Token=t&e=&%e7%9b%ae=%2B&flag&x=1&x=2", null, NONE);

    assertThat(callback.fields())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("k", "a b c", "e", "", "目", "+", "flag", "", "x", List.of("1", "2")));
    assertThat(callback.token()).isEqualTo("t");
  }

  @Test
  void aFormBecomesTheFields() throws Exception {
    Callback callback =
        Callback.read(
            "us3Token=t",
            "application/x-www-form-urlencoded; charset=utf-8",
            "key=a+b".getBytes(UTF_8));

    assertThat(callback.fields()).isEqualTo(Map.of("key", "a b"));
    assertThat(callback.token()).isEqualTo("t");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '\u0001',
      value = {
        "a%22b%26c; a\"b&c",
        "a\"b; a\"b",
        "100%; 100%",
        "5% off + 1; 5% off   1",
        "%ff; %ff",
        "a=b; a=b",
        "目; 目",
      })
  void aFormMayHoldUnencodedValues(String value, String field) throws Exception {
    Callback callback =
        Callback.read(
            null, "application/x-www-form-urlencoded", ("n=" + value + "&m=1").getBytes(UTF_8));

    assertThat(callback.fields()).isEqualTo(Map.of("n", field, "m", "1"));
  }

  @Test
  void anUnencodedAmpersandBeginsAField() throws Exception {
    Callback callback =
        Callback.read(null, "application/x-www-form-urlencoded", "n=a\"b&c&key=k".getBytes(UTF_8));

    assertThat(callback.fields()).isEqualTo(Map.of("n", "a\"b", "c", "", "key", "k"));
    assertThat(callback.object().key()).isEqualTo("k");
  }

  @Test
  void aKeyOfBlanksIsAKey() throws Exception {
    assertThat(json(null, "{\"key\":\" \"}").object().key()).isEqualTo(" ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "{}x",
        "{} {}",
        "{'a':1}",
        "{\"a\":1,\"a\":2}",
        "NaN",
        " ",
        "key=value",
        "\ufeff{}",
        "{\"a\":\"\u0001\"}"
      })
  void textThatIsNotStrictJsonIsMalformed(String body) {
    assertThatExceptionOfType(CallbackRefusedException.class)
        .isThrownBy(() -> json(null, body))
        .matches(e -> e.httpStatus() == 400)
        .withMessageNotContaining("key=");
  }

  @Test
  void deepJsonAndOtherEncodingsAreMalformed() {
    byte[] utf16 = "{\"a\":1}".getBytes(UTF_16);

    assertThatExceptionOfType(CallbackRefusedException.class)
        .isThrownBy(() -> json(null, "[".repeat(100_000)));
    assertThatExceptionOfType(CallbackRefusedException.class)
        .isThrownBy(() -> Callback.read(null, JSON, utf16));
  }

  @ParameterizedTest
  @CsvSource({
    "a=%, a, %",
    "a=100%, a, 100%",
    "a=%4, a, %4",
    "a=%zz%41, a, %zzA",
    "%g0=1, %g0, 1",
    "a=%+1, a, % 1"
  })
  void aPercentSignWithoutTwoHexDigitsIsKept(String query, String name, String value)
      throws CallbackRefusedException {
    assertThat(Callback.read(query, null, NONE).fields()).containsEntry(name, value);
    assertThat(
            Callback.read(null, "application/x-www-form-urlencoded", query.getBytes(UTF_8))
                .fields())
        .containsEntry(name, value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a=%ff", "a=%c3%28", "%e7%9b=1"})
  void aQueryThatIsNotUtf8IsMalformed(String query) {
    assertThatExceptionOfType(CallbackRefusedException.class)
        .isThrownBy(() -> Callback.read(query, null, NONE))
        .matches(e -> e.httpStatus() == 400);
  }

  @Test
  void twoTokensAreRefused() {
    assertThatExceptionOfType(CallbackRefusedException.class)
        .isThrownBy(() -> json("us3Token=a&us3Token=b", "{}"))
        .matches(e -> e.httpStatus() == 403);
  }

  @ParameterizedTest
  @CsvSource({
    "key,bucket,etag,size,mimeType",
    "Key,BUCKET,ETag,fsize,MimeType",
    "objectKey,bucketName,e_tag,fileSize,mime",
    "object_name,bucket-name,eTag,content-length,Content-Type",
    "FileName,bucket_name,ETAG,file_size,mime_type"
  })
  void commonNamesDescribeTheObject(
      String key, String bucket, String eTag, String size, String mimeType) {
    Map<String, Object> fields =
        Map.of(key, "k", bucket, "photos", eTag, "\"tag\"", size, 42, mimeType, "image/png");

    assertThat(CallbackObject.of(fields))
        .isEqualTo(new CallbackObject("k", "photos", "tag", 42L, "image/png"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "1.5", "many", "99999999999999999999", ""})
  void anInvalidSizeIsNull(String size) {
    assertThat(CallbackObject.of(Map.of("size", size)).sizeBytes()).isNull();
  }

  @Test
  void theVerifierAcceptsFieldsThatMatchTheToken() throws Exception {
    assertThat(verifier.verify(json(token("k"), "{\"key\":\"k\",\"bucket\":\"photos\"}")).key())
        .isEqualTo("k");
    assertThat(verifier.verify(json(token("a/k"), "{\"fileName\":\"k\"}")).key()).isEqualTo("a/k");
    assertThat(verifier.verify(json(token("k"), "{\"key\":null}")).key()).isEqualTo("k");
    assertThat(verifier.verify(json(token("k"), "[]")).key()).isEqualTo("k");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"key\":\"other\"}",
        "{\"KEY\":\"other\"}",
        "{\"key\":\"k\",\"objectKey\":\"other\"}",
        "{\"key\":[\"k\"]}",
        "{\"bucket\":\"archive\"}",
        "{\"key\":\"a b\"}"
      })
  void theVerifierRefusesFieldsThatContradictTheToken(String body) {
    assertThatExceptionOfType(CallbackRefusedException.class)
        .isThrownBy(() -> verifier.verify(json(token("k"), body)))
        .withMessageContaining("does not match its token")
        .matches(e -> e.httpStatus() == 403);
  }

  @Test
  void theVerifierRefusesATokenForAnotherBucket() {
    String token = "us3Token=" + tokens.issue("archive", "k", Duration.ofHours(1));

    assertThatExceptionOfType(CallbackRefusedException.class)
        .isThrownBy(() -> verifier.verify(json(token, "{}")))
        .withMessageContaining("another bucket");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "a+b", "a%41", "a&b=c", "目"})
  void anUnencodedKeyInAQueryMatchesTheToken(String key) throws Exception {
    Callback callback = Callback.read("key=" + key + "&" + token(key), null, NONE);

    assertThat(callback.fields()).containsKey("key");
    assertThat(verifier.verify(callback).key()).isEqualTo(key);
  }

  @Test
  void anEncodedPercentSignInAQueryMatchesTheToken() throws Exception {
    Callback callback = Callback.read("key=50%25&" + token("50%"), null, NONE);

    assertThat(verifier.verify(callback).key()).isEqualTo("50%");
  }

  @Test
  void theDefaultCallbackIsPlainJson() {
    String json =
        DefaultCallback.json(
            "photos",
            "a\"$(x:b)${c}.txt",
            "text/plain",
            OptionalLong.of(3),
            Map.of("key", "not this"));

    assertThat(json)
        .isEqualTo(
            "{\"key\":\"a\\\"\\u0024(x:b)${c}.txt\",\"bucket\":\"photos\","
                + "\"mimeType\":\"text/plain\",\"size\":3}");
  }
}
