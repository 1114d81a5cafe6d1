package io.github.camelus3.kamelets;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the definitions say is what the component says. */
class DefinitionsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ALL = "io.github.camelus3.kamelets.Definitions#names";

  /** Options of Camel's webhook component. */
  private static final Set<String> WEBHOOK =
      Set.of("webhookPath", "webhookExternalUrl", "webhookComponentName");

  private static JsonNode catalog(String resource) throws IOException {
    try (InputStream json = DefinitionsTest.class.getResourceAsStream("/META-INF/" + resource)) {
      return JSON.readTree(json).get("properties");
    }
  }

  private static JsonNode option(String name) throws IOException {
    return WEBHOOK.contains(name)
        ? catalog("org/apache/camel/component/webhook/webhook.json").path(name)
        : catalog("io/github/camelus3/component/us3.json").path(name);
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void metadataIsThatOfTheCatalog(String kamelet) throws Exception {
    Map<?, ?> definition = Definitions.of(kamelet);

    assertThat(Definitions.<String>at(definition, "apiVersion")).isEqualTo("camel.apache.org/v1");
    assertThat(Definitions.<String>at(definition, "kind")).isEqualTo("Kamelet");
    assertThat(Definitions.<String>at(definition, "metadata", "name")).isEqualTo(kamelet);
    assertThat(
            Definitions.<String>at(
                definition, "metadata", "labels", "camel.apache.org/kamelet.type"))
        .isEqualTo(kamelet.substring(kamelet.lastIndexOf('-') + 1));
    Map<String, String> annotations = Definitions.at(definition, "metadata", "annotations");
    assertThat(annotations)
        .containsOnlyKeys(
            "camel.apache.org/kamelet.support.level",
            "camel.apache.org/catalog.version",
            "camel.apache.org/kamelet.icon",
            "camel.apache.org/provider",
            "camel.apache.org/kamelet.group",
            "camel.apache.org/kamelet.namespace");
    String icon = annotations.get("camel.apache.org/kamelet.icon");
    assertThat(icon).startsWith("data:image/svg+xml;base64,");
    byte[] svg = Base64.getDecoder().decode(icon.substring(icon.indexOf(',') + 1));
    assertThat(
            DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg))
                .getDocumentElement()
                .getTagName())
        .isEqualTo("svg");
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void theBuildSetsTheVersion(String kamelet) throws IOException {
    Map<?, ?> definition = Definitions.of(kamelet);
    String version =
        Definitions.at(definition, "metadata", "annotations", "camel.apache.org/catalog.version");

    assertThat(version).matches("\\d+\\.\\d+\\.\\d+(-SNAPSHOT)?");
    assertThat(Definitions.<List<String>>at(definition, "spec", "dependencies"))
        .contains("camel:core", "camel:kamelet", "mvn:io.github.camelus3:camel-us3:" + version);
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void everyPropertyIsAnOptionOfTheSameTypeAndDefault(String kamelet) throws IOException {
    for (Map.Entry<String, Map<String, Object>> property :
        Definitions.properties(kamelet).entrySet()) {
      String name = property.getKey();
      Map<String, Object> described = property.getValue();
      JsonNode option = option(name);

      assertThat(option.isObject()).as(name).isTrue();
      assertThat(described).as(name).containsKeys("title", "description", "type");
      assertThat((String) described.get("description")).as(name).endsWith(".");
      assertThat(described.get("type")).as(name).isEqualTo(jsonType(option));
      if (!WEBHOOK.contains(name)) { // the Kamelet chooses path and server
        assertThat(String.valueOf(described.get("default")))
            .as(name)
            .isEqualTo(option.path("defaultValue").asText("null"));
      }
      boolean secret = option.path("secret").asBoolean();
      assertThat("password".equals(described.get("format"))).as(name).isEqualTo(secret);
      assertThat(described.get("x-descriptors"))
          .as(name)
          .isEqualTo(secret ? List.of("urn:camel:group:credentials") : null);
    }
  }

  private static String jsonType(JsonNode option) {
    String type = option.get("type").asText();
    return type.equals("enum") || type.equals("object") ? "string" : type;
  }

  @Test
  void enumsAreThoseOfTheOptions() throws IOException {
    Map<String, Map<String, Object>> sink = Definitions.properties("us3-sink");

    for (String name : new String[] {"mode", "storageClass"}) {
      List<String> values = new ArrayList<>();
      option(name).get("enum").forEach(value -> values.add(value.asText()));
      values.remove("finish"); // needs an upload ID: not for a sink
      assertThat(sink.get(name).get("enum")).as(name).isEqualTo(values);
    }
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void theTemplateUsesEveryPropertyOnceAndOnlyThose(String kamelet) throws IOException {
    Map<String, Map<String, Object>> properties = Definitions.properties(kamelet);
    Map<?, ?> definition = Definitions.of(kamelet);
    List<String> required = Definitions.at(definition, "spec", "definition", "required");
    Map<String, Object> template = Definitions.at(definition, "spec", "template");
    List<String> used =
        Pattern.compile("\\{\\{(\\??)(\\w+)}}")
            .matcher(String.valueOf(template))
            .results()
            .map(match -> match.group(1) + match.group(2))
            .toList();

    List<String> expected =
        properties.entrySet().stream()
            .map(
                property ->
                    required.contains(property.getKey())
                            || property.getValue().containsKey("default")
                        ? property.getKey()
                        : '?' + property.getKey())
            .toList();
    assertThat(used).containsExactlyInAnyOrderElementsOf(expected);
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void headersAreThoseOfTheComponent(String kamelet) throws IOException {
    Map<String, Map<String, Map<String, Object>>> types =
        Definitions.at(Definitions.of(kamelet), "spec", "dataTypes");
    Set<String> names =
        types.values().stream()
            .map(type -> type.get("headers").keySet())
            .flatMap(Collection::stream)
            .collect(Collectors.toCollection(TreeSet::new));
    try (InputStream json =
        DefinitionsTest.class.getResourceAsStream(
            "/META-INF/io/github/camelus3/component/us3.json")) {
      JsonNode headers = JSON.readTree(json).get("headers");

      assertThat(names).isNotEmpty().allSatisfy(name -> assertThat(headers.has(name)).isTrue());
    }
  }

  @Test
  void dataTypesOfTheComponentExist() throws IOException {
    for (String kamelet : List.of("us3-source", "us3-callback-source")) {
      String format =
          Definitions.at(
              Definitions.of(kamelet),
              "spec",
              "dataTypes",
              "out",
              "types",
              "cloudevents",
              "format");

      assertThat(
              DefinitionsTest.class.getResource(
                  "/META-INF/services/org/apache/camel/transformer/" + format.replace(':', '-')))
          .as(format)
          .isNotNull();
    }
  }
}
