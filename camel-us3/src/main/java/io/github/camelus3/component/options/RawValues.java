package io.github.camelus3.component.options;

import java.util.HashMap;
import java.util.Map;
import org.apache.camel.util.URISupport;

/** Values in {@code RAW(...)}, which Camel unwraps in URIs, but not in properties of Camel Main. */
final class RawValues {
  private RawValues() {}

  /** The value without {@code RAW(...)} around it; null for null. */
  static String unwrapped(String value) {
    Map<String, Object> values = new HashMap<>();
    values.put("value", value);
    URISupport.resolveRawParameterValues(values);
    return (String) values.get("value");
  }
}
