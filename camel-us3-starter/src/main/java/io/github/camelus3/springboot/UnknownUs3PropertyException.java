package io.github.camelus3.springboot;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Properties below {@code camel.component.us3} are not options of the component. The message names
 * them without their values, and for each the option that is written almost like it.
 */
public final class UnknownUs3PropertyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnknownUs3PropertyException(Map<String, Optional<String>> unknown) {
    super(
        unknown.entrySet().stream()
            .map(entry -> describe(entry.getKey(), entry.getValue()))
            .collect(Collectors.joining("; ")));
  }

  private static String describe(String property, Optional<String> closest) {
    return "property must be an option of the component us3: "
        + property
        + closest.map(known -> ", did you mean " + known + "?").orElse("");
  }
}
