package io.github.camelus3.component;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelus3.component.options.UriOptions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the texts of a policy end in a URI, and which options follow. */
class UriOptionsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // literal fields before and after a placeholder
        "a=1&b=2&c=$(x:c) | a=1&b=2&c=$(x:c)",
        "a=1&b=2&c=$(x:c)&d=3 | a=1&b=2&c=$(x:c)&d=3",
        "Tom & Jerry | Tom & Jerry",
        // escaped, as Camel does when it takes an optional placeholder out of the URI
        "a%3D%24%28x%3Aa%29&b=%24%28x%3Ab%29 | a=$(x:a)&b=$(x:b)",
        "a%3D%24%28x%3Aa%29&b=2 | a=$(x:a)&b=2",
        // brackets that do not match
        "RAW(n=:)&a=$(x:a)) | RAW(n=:)&a=$(x:a))",
        "RAW{n=:}&a=$(x:a)} | RAW{n=:}&a=$(x:a)}",
        // JSON with brackets in its texts
        "RAW({\"a\":\":)&x\",\"b\":\"}\\\")&\"}) | RAW({\"a\":\":)&x\",\"b\":\"}\\\")&\"})",
        "{\"a\":\"}&b)&c\"} | {\"a\":\"}&b)&c\"}",
        // RAW{...}, wrapped once more by Camel's YAML DSL
        "RAW(RAW{n=:)&a=$(x:a)}) | RAW{n=:)&a=$(x:a)}",
        // ends, although an option follows
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
  void aProbablyMisspeltOptionIsNotPartOfAText(String query) {
    assertThat(UriOptions.parse("us3:photos?" + query).values()).containsKey("callbackBody");
    assertThat(UriOptions.parse("us3:photos?" + query).values())
        .containsAnyOf(
            Map.entry("colour", "red"), Map.entry("colour", "RAW(red)"), Map.entry("jbos", ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"callback-body", "CallbackBody", "CALLBACKBODY"})
  void theCaseAndHyphensOfTheNameDoNotMatter(String name) {
    assertThat(UriOptions.parse("us3:photos?" + name + "=a=$(x:a)&b=2&jobs=2").values())
        .isEqualTo(Map.of(name, "a=$(x:a)&b=2", "jobs", "2"));
  }

  /** For a dynamic endpoint, Camel splits the texts and sorts the pieces among the options. */
  @Test
  void aTextThatWasSplitAndSortedIsRejoined() {
    assertThat(
            UriOptions.parse(
                    "us3://photos?b=%24%28x%3Ab%29&callbackBody=a%3D%24%28x%3Aa%29"
                        + "&jobs=2&metadata.m=%24%28x%3Aa%29")
                .values())
        .isEqualTo(
            Map.of("callbackBody", "RAW(a=$(x:a)&b=$(x:b))", "jobs", "2", "metadata.m", "$(x:a)"));
  }
}
