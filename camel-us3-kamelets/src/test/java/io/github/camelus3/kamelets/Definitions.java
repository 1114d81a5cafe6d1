package io.github.camelus3.kamelets;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The Kamelets as YAML. */
final class Definitions {
  static final List<String> NAMES = List.of("us3-sink", "us3-source", "us3-callback-source");

  private Definitions() {}

  static Stream<String> names() {
    return NAMES.stream();
  }

  static Map<?, ?> of(String kamelet) throws IOException {
    try (InputStream yaml =
        Definitions.class.getResourceAsStream("/kamelets/" + kamelet + ".kamelet.yaml")) {
      return (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromInputStream(yaml);
    }
  }

  /** The value below these keys. */
  @SuppressWarnings("unchecked")
  static <T> T at(Object tree, String... path) {
    Object value = tree;
    for (String key : path) {
      value = ((Map<?, ?>) value).get(key);
    }
    return (T) value;
  }

  static Map<String, Map<String, Object>> properties(String kamelet) throws IOException {
    return at(of(kamelet), "spec", "definition", "properties");
  }
}
