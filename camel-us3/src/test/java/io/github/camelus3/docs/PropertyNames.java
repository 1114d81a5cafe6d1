package io.github.camelus3.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The names of properties that the metadata of the component and of Camel Main know. */
final class PropertyNames {
  private static final String COMPONENT = "camel.component.us3.";
  private static final String LEVEL = "logging.level.";

  private final Set<String> known = new HashSet<>();
  private final Set<String> maps = new HashSet<>();

  PropertyNames() throws IOException {
    read("META-INF/io/github/camelus3/component/us3.json")
        .get("componentProperties")
        .properties()
        .forEach(
            option -> {
              known.add(plain(COMPONENT + option.getKey()));
              if (option.getValue().path("javaType").asText().startsWith("java.util.Map")) {
                maps.add(plain(COMPONENT + option.getKey()) + '.');
              }
            });
    read("META-INF/camel-main-configuration-metadata.json")
        .get("properties")
        .forEach(property -> known.add(plain(property.get("name").asText())));
  }

  private static JsonNode read(String resource) throws IOException {
    try (InputStream in = PropertyNames.class.getClassLoader().getResourceAsStream(resource)) {
      return new ObjectMapper().readTree(in);
    }
  }

  private static String plain(String name) {
    return name.replace("-", "").toLowerCase(Locale.ROOT);
  }

  /** The unknown names. One that the page uses in double braces is the reader's own. */
  List<String> problems(String properties, String page) throws IOException {
    Properties loaded = new Properties();
    loaded.load(new StringReader(properties));
    return unknown(loaded, page);
  }

  /** The unknown names of a Spring Boot configuration in YAML. */
  List<String> problemsOfYaml(String yaml) {
    Properties flat = new Properties();
    flatten("", (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(yaml), flat);
    return unknown(flat, "");
  }

  private static void flatten(String prefix, Map<?, ?> map, Properties flat) {
    map.forEach(
        (key, value) -> {
          if (value instanceof Map<?, ?> inner) {
            flatten(prefix + key + '.', inner, flat);
          } else {
            flat.setProperty(prefix + key, String.valueOf(value));
          }
        });
  }

  private List<String> unknown(Properties properties, String page) {
    List<String> problems = new ArrayList<>();
    properties.forEach(
        (name, value) -> {
          if (!page.contains("{{" + name + "}}") && !isKnown((String) name, (String) value)) {
            problems.add("property must be known: " + name + '=' + value);
          }
        });
    return properties.isEmpty() ? List.of("block must have a property") : problems;
  }

  private boolean isKnown(String name, String value) {
    if (name.startsWith(LEVEL)) {
      return value.matches("trace|debug|info|warn|error|off")
          && exists(name.substring(LEVEL.length()));
    }
    String plain = plain(name);
    return known.contains(plain) || maps.stream().anyMatch(plain::startsWith);
  }

  private static boolean exists(String logger) {
    try {
      Class.forName(logger, false, PropertyNames.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }
}
