package io.github.camelus3.sign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UrlEncodingTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "plain.txt         | plain.txt",
        "AZaz09-._~        | AZaz09-._~",
        "a b               | a%20b",
        "a+b               | a%2Bb",
        "100%              | 100%25",
        "a%20b             | a%2520b",
        "what?             | what%3F",
        "a#b               | a%23b",
        "a&b=c$d,e;f:g@h   | a%26b%3Dc%24d%2Ce%3Bf%3Ag%40h",
        "!'()*             | %21%27%28%29%2A",
        "目录/文件           | %E7%9B%AE%E5%BD%95/%E6%96%87%E4%BB%B6",
        "😀                | %F0%9F%98%80",
        "${header.name}    | %24%7Bheader.name%7D",
        "$(x:name)         | %24%28x%3Aname%29",
        "back\\slash       | back%5Cslash"
      })
  void keepsOnlyUnreservedCharactersAndSlashes(String key, String path) {
    assertThat(UrlEncoding.path(key)).isEqualTo(path);
  }

  @ParameterizedTest
  @CsvSource({"/a,/a", "a//b,a//b", "a/,a/", "/,/"})
  void keepsEmptySegments(String key, String path) {
    assertThat(UrlEncoding.path(key)).isEqualTo(path);
  }

  @ParameterizedTest
  @CsvSource({
    "a/../b,a%2F..%2Fb",
    "../a,..%2Fa",
    "a/..,a%2F..",
    "./a/b,.%2Fa%2Fb",
    "a/./b,a%2F.%2Fb",
    "a/b/.,a%2Fb%2F.",
    "/..,%2F.."
  })
  void encodesTheSlashesOfKeysWithDotSegments(String key, String path) {
    assertThat(UrlEncoding.path(key)).isEqualTo(path);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.b/c", ".hidden/x", "a/..b/c", "a/.../b", "..."})
  void leavesDotsThatAreNoSegmentAlone(String key) {
    assertThat(UrlEncoding.path(key)).isEqualTo(key);
  }

  @ParameterizedTest
  @ValueSource(strings = {".", ".."})
  void refusesTheKeysThatNoUrlCanCarry(String key) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> UrlEncoding.path(key))
        .withMessageContaining("\"" + key + "\"");
  }

  @Test
  void writesAnEmptyParameterAsABareName() {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("uploads", "");
    parameters.put("marker", "a/b c+d");

    assertThat(UrlEncoding.query(parameters)).isEqualTo("uploads&marker=a%2Fb%20c%2Bd");
    assertThat(UrlEncoding.query(Map.of())).isEmpty();
  }
}
