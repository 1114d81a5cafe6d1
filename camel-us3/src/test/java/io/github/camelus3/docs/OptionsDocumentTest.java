package io.github.camelus3.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** docs/options.md says what the generated metadata of the component says. */
class OptionsDocumentTest {
  private static final Path METADATA =
      Path.of("src/generated/resources/META-INF/io/github/camelus3/component/us3.json");

  @Test
  void theDocumentIsTheMetadata() throws IOException {
    String rendered = render(new ObjectMapper().readTree(METADATA.toFile()));
    if (Boolean.getBoolean("us3.docs.write")) {
      Files.writeString(Path.of("../docs/options.md"), rendered);
    }

    assertThat(MarkdownFile.read("docs/options.md").text()).isEqualTo(rendered);
  }

  @Test
  void everyOptionAndHeaderHasADescription() throws IOException {
    JsonNode metadata = new ObjectMapper().readTree(METADATA.toFile());

    for (String group : new String[] {"componentProperties", "properties", "headers"}) {
      assertThat(metadata.get(group).properties())
          .isNotEmpty()
          .allSatisfy(
              option -> assertThat(option.getValue().path("description").asText()).isNotBlank());
    }
  }

  private static String render(JsonNode metadata) {
    StringBuilder text = new StringBuilder("# Options and headers\n\n");
    text.append(
            "Written from the component's metadata. `us3:bucketName[?options]`; all options but ")
        .append("`bucketName` and Camel's own of the consumer and its scheduler are options of the")
        .append(
            " component too (`camel.component.us3.*`). In a URI and in YAML a bare `+` is a blank:")
        .append(" write such values within `RAW(...)`, `prefix=RAW(a+b/)`.\n\n")
        .append("| Option | Type | Default | |\n|---|---|---|---|\n");
    for (Map.Entry<String, JsonNode> option : metadata.get("properties").properties()) {
      row(text, option.getValue().path("prefix").asText(""), option.getKey(), option.getValue());
    }
    text.append("\nOn the component alone:\n\n| Option | Type | Default | |\n|---|---|---|---|\n");
    for (Map.Entry<String, JsonNode> option : metadata.get("componentProperties").properties()) {
      if (!metadata.get("properties").has(option.getKey())) {
        row(text, "", option.getKey(), option.getValue());
      }
    }
    text.append("\n## Headers\n\n| Header | Constant | Type | |\n|---|---|---|---|\n");
    for (Map.Entry<String, JsonNode> header : metadata.get("headers").properties()) {
      text.append("| `")
          .append(header.getKey())
          .append("` | `")
          .append(header.getValue().path("constantName").asText().replaceAll(".*#", ""))
          .append("` | ")
          .append(type(header.getValue()))
          .append(" | ")
          .append(cell(header.getValue().path("description").asText()))
          .append(" |\n");
    }
    return text.toString();
  }

  private static void row(StringBuilder text, String prefix, String name, JsonNode option) {
    text.append("| `")
        .append(prefix.isEmpty() ? name : prefix + "<name>")
        .append("` | ")
        .append(type(option))
        .append(option.path("secret").asBoolean() ? ", secret" : "")
        .append(" | ")
        .append(cell(option.path("defaultValue").asText("")))
        .append(" | ")
        .append(option.path("required").asBoolean() ? "Required. " : "")
        .append(cell(option.path("description").asText()))
        .append(" |\n");
  }

  private static String type(JsonNode option) {
    if (option.has("enum")) {
      StringBuilder values = new StringBuilder();
      option.get("enum").forEach(value -> values.append(", `").append(value.asText()).append('`'));
      return values.substring(2);
    }
    return cell(option.path("javaType").asText().replaceAll("[a-z0-9]+\\.", ""));
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replace("<", "&lt;").replace("\n", " ");
  }
}
