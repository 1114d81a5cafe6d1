package io.github.camelus3.component;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelus3.component.options.UriOptions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the texts of a policy end in a URI, and what is left to the options behind them. */
class UriOptionsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // literal fields, before and behind a placeholder
        "a=1&b=2&c=$(x:c) | a=1&b=2&c=$(x:c)",
        "a=1&b=2&c=$(x:c)&d=3 | a=1&b=2&c=$(x:c)&d=3",
        "Tom & Jerry | Tom & Jerry",
        // escaped, as Camel does when it takes an optional placeholder out of the URI
        "a%3D%24%28x%3Aa%29&b=%24%28x%3Ab%29 | a=$(x:a)&b=$(x:b)",
        "a%3D%24%28x%3Aa%29&b=2 | a=$(x:a)&b=2",
        // brackets that do not match
        "RAW(n=:)&a=$(x:a)) | RAW(n=:)&a=$(x:a))",
        "RAW{n=:}&a=$(x:a)} | RAW{n=:}&a=$(x:a)}",
        // JSON, whatever its texts hold
        "RAW({\"a\":\":)&x\",\"b\":\"}\\\")&\"}) | RAW({\"a\":\":)&x\",\"b\":\"}\\\")&\"})",
        "{\"a\":\"}&b)&c\"} | {\"a\":\"}&b)&c\"}",
        // as Camel's YAML wraps what was written as RAW{...}
        "RAW(RAW{n=:)&a=$(x:a)}) | RAW{n=:)&a=$(x:a)}",
        // ended, though something follows
        "RAW(a=$(x:a)) | RAW(a=$(x:a))",
        "{no json} | {no json}",
      })
  void aTextEndsWhereAnOptionFollows(String text, String value) {
    assertThat(UriOptions.parse("us3:photos?callbackBody=" + text + "&jobs=2").values())
        .isEqualTo(Map.of("callbackBody", value, "jobs", "2"));
    assertThat(UriOptions.parse("us3:photos?jobs=2&callbackBody=" + text).values())
        .isEqualTo(Map.of("callbackBody", value, "jobs", "2"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "callbackBody=a=1&colour=red",
        "callbackBody=a=1&jbos",
        "callbackBody=a=1&colour=red&jobs=2",
        "callbackBody=RAW(a=$(x:a))&colour=red",
        "callbackBody=RAW(a=1)&colour=RAW(red)",
        "colour=red&callbackBody=a=$(x:a)"
      })
  void whatIsProbablyAnOptionStaysOne(String query) {
    assertThat(UriOptions.parse("us3:photos?" + query).values()).containsKey("callbackBody");
    assertThat(UriOptions.parse("us3:photos?" + query).values())
        .containsAnyOf(
            Map.entry("colour", "red"), Map.entry("colour", "RAW(red)"), Map.entry("jbos", ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"callback-body", "CallbackBody", "CALLBACKBODY"})
  void aTextIsOneHoweverItsNameIsSpelt(String name) {
    assertThat(UriOptions.parse("us3:photos?" + name + "=a=$(x:a)&b=2&jobs=2").values())
        .isEqualTo(Map.of(name, "a=$(x:a)&b=2", "jobs", "2"));
  }

  /** Camel sorts the options of a dynamic endpoint, and takes their texts apart before that. */
  @Test
  void aTextThatWasTakenApartAndSortedIsPutTogether() {
    assertThat(
            UriOptions.parse(
                    "us3://photos?b=%24%28x%3Ab%29&callbackBody=a%3D%24%28x%3Aa%29"
                        + "&jobs=2&metadata.m=%24%28x%3Aa%29")
                .values())
        .isEqualTo(
            Map.of("callbackBody", "RAW(a=$(x:a)&b=$(x:b))", "jobs", "2", "metadata.m", "$(x:a)"));
  }
}
