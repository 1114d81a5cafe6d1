package io.github.camelus3.springboot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.StreamSupport;

/** An option in the metadata of the component, as a property of Spring Boot. */
record ComponentOption(String name, JsonNode metadata) {
  private static final Map<String, String> BOXED =
      Map.of("int", "java.lang.Integer", "long", "java.lang.Long", "boolean", "java.lang.Boolean");

  static List<ComponentOption> allOf(JsonNode component) {
    return component.get("componentProperties").properties().stream()
        .map(option -> new ComponentOption(option.getKey(), option.getValue()))
        .sorted((one, other) -> one.dashedName().compareTo(other.dashedName()))
        .toList();
  }

  String dashedName() {
    return name.replaceAll("(?<!^)([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  /** The type with packages and type parameters. */
  String type() {
    String type = metadata.get("javaType").asText().replace(" ", "");
    return BOXED.getOrDefault(type, type);
  }

  String description() {
    String prefix = metadata.path("prefix").asText();
    return prefix.isEmpty()
        ? metadata.get("description").asText()
        : metadata.get("description").asText()
            + " A property for each name: "
            + dashedName()
            + ".<name>.";
  }

  boolean isDeprecated() {
    return metadata.path("deprecated").asBoolean();
  }

  boolean isDuration() {
    return "duration".equals(metadata.get("type").asText());
  }

  /** The default of the component; null if there is none. */
  JsonNode defaultValue() {
    JsonNode value = metadata.get("defaultValue");
    return value != null && isDuration() ? LongNode.valueOf(value.asLong()) : value;
  }

  List<String> enumValues() {
    return StreamSupport.stream(metadata.path("enum").spliterator(), false)
        .map(JsonNode::asText)
        .toList();
  }
}
