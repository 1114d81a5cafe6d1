package io.github.camelus3.springboot;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.core.util.Separators.Spacing;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;

/** Writes the metadata of the properties, from which IDEs complete and check them. */
final class ConfigurationMetadata {
  private static final String PREFIX = "camel.component.us3";
  private static final String CLASS = "io.github.camelus3.springboot.Us3ComponentConfiguration";
  private static final String CUSTOMIZER =
      "org.apache.camel.spring.boot.ComponentConfigurationPropertiesCommon$CustomizerProperties";

  private final ObjectNode root = JsonNodeFactory.instance.objectNode();
  private final ArrayNode groups = root.putArray("groups");
  private final ArrayNode properties = root.putArray("properties");
  private final ArrayNode hints = root.putArray("hints");

  private ConfigurationMetadata() {}

  static String of(List<ComponentOption> options) throws IOException {
    ConfigurationMetadata metadata = new ConfigurationMetadata();
    metadata.addGroups();
    metadata.addSwitch(
        "enabled", CLASS, "Whether the component us3 is configured from these properties.");
    metadata.addSwitch(
        "customizer.enabled", CUSTOMIZER, "Whether these properties are set on the component us3.");
    options.forEach(metadata::add);
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter(
                Separators.createDefaultInstance().withObjectFieldValueSpacing(Spacing.AFTER))
            .withArrayIndenter(new DefaultIndenter("  ", "\n"))
            .withObjectIndenter(new DefaultIndenter("  ", "\n"));
    return new ObjectMapper().writer(printer).writeValueAsString(metadata.root) + "\n";
  }

  private void addGroups() {
    groups.addObject().put("name", PREFIX).put("type", CLASS).put("sourceType", CLASS);
    groups
        .addObject()
        .put("name", PREFIX + ".customizer")
        .put("type", CUSTOMIZER)
        .put("sourceType", CLASS)
        .put("sourceMethod", "getCustomizer()");
  }

  private void addSwitch(String name, String sourceType, String description) {
    properties
        .addObject()
        .put("name", PREFIX + "." + name)
        .put("type", "java.lang.Boolean")
        .put("description", description)
        .put("sourceType", sourceType)
        .put("defaultValue", true);
  }

  private void add(ComponentOption option) {
    String name = PREFIX + "." + option.dashedName();
    ObjectNode property =
        properties
            .addObject()
            .put("name", name)
            .put("type", option.type())
            .put("description", option.description())
            .put("sourceType", CLASS);
    JsonNode defaultValue = option.defaultValue();
    if (defaultValue != null) {
      property.set("defaultValue", defaultValue);
    }
    if (option.isDeprecated()) {
      property.put("deprecated", true).putObject("deprecation");
    }
    if (!option.enumValues().isEmpty()) {
      addHint(name, option.enumValues());
    } else if (option.isDuration()) {
      addHint(name, List.of("500ms", "10s", "1m30s", "1h"))
          .putArray("providers")
          .addObject()
          .put("name", "any");
    }
  }

  private ObjectNode addHint(String name, List<String> values) {
    ObjectNode hint = hints.addObject().put("name", name);
    ArrayNode array = hint.putArray("values");
    values.forEach(value -> array.addObject().put("value", value));
    return hint;
  }
}
