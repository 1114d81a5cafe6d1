package io.github.camelus3.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** docs/options.md says what the generated metadata of the component says. */
class OptionsDocumentTest {
  private static final Path METADATA =
      Path.of("src/generated/resources/META-INF/io/github/camelus3/component/us3.json");
  private static final Pattern URI = Pattern.compile("(?m)^us3:photos\\?(\\S+)$");

  private static JsonNode metadata() throws IOException {
    return new ObjectMapper().readTree(METADATA.toFile());
  }

  @Test
  void theDocumentIsTheMetadata() throws IOException {
    String rendered = new OptionsPage(metadata()).render();
    if (Boolean.getBoolean("us3.docs.write")) {
      Files.writeString(Path.of("../docs/options.md"), rendered);
    }

    assertThat(MarkdownFile.read("docs/options.md").text()).isEqualTo(rendered);
  }

  @Test
  void everyOptionAndHeaderHasOneRow() throws IOException {
    String rendered = new OptionsPage(metadata()).render();

    for (String group : new String[] {"componentProperties", "properties", "headers"}) {
      String anchor = group.equals("headers") ? "header-" : "option-";
      assertThat(metadata().get(group).properties())
          .isNotEmpty()
          .allSatisfy(
              option -> assertThat(rendered).containsOnlyOnce('"' + anchor + option.getKey() + '"'))
          .allSatisfy(
              option -> assertThat(option.getValue().path("description").asText()).isNotBlank());
    }
  }

  @Test
  void theExamplesUseOptionsThatExist() throws IOException {
    JsonNode options = metadata().get("properties");

    List<String> used =
        URI.matcher(MarkdownFile.read("docs/options.md").text())
            .results()
            .flatMap(uri -> Stream.of(uri.group(1).split("&")))
            .map(option -> option.replaceAll("[=.].*", ""))
            .toList();

    assertThat(used).hasSizeGreaterThan(10).allMatch(options::has);
  }

  @ParameterizedTest
  @CsvSource({"0,0", "200,200ms", "10000,10s", "90000,1m30s", "900000,15m", "5400000,1h30m"})
  void durationsAreWrittenAsPeopleWriteThem(long millis, String text) {
    assertThat(OptionsPage.duration(millis)).isEqualTo(text);
  }
}
