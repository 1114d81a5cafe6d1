package io.github.camelus3.springboot;

import io.github.camelus3.component.Us3Component;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;

/**
 * Explains why a context does not start: an unknown property, or an option that the component
 * refuses. An option of a message is translated into the name of its property.
 */
final class Us3FailureAnalyzer implements FailureAnalyzer {
  private static final String CAMELUS3 =
      Us3Component.class.getPackageName().replaceAll("component$", "");

  /**
   * Options as messages name them: {@code option jobs must}, {@code options region, endpoint must}.
   */
  private static final Pattern OPTIONS = Pattern.compile("options? (\\w+(?:, \\w+)*) must");

  @Override
  public FailureAnalysis analyze(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnknownUs3PropertyException) {
        return new FailureAnalysis(
            cause.getMessage(),
            "Correct the name of the property. docs/spring-boot.md and the metadata for IDEs list"
                + " all.",
            cause);
      }
      if (cause instanceof IllegalArgumentException && isOurs(cause)) {
        List<String> properties = properties(cause.getMessage());
        return properties.isEmpty() ? null : analysis(cause, properties);
      }
    }
    return null;
  }

  private static FailureAnalysis analysis(Throwable cause, List<String> properties) {
    return new FailureAnalysis(
        cause.getMessage(),
        (properties.size() == 1 ? "Set or correct the property " : "Set one of the properties ")
            + String.join(", ", properties)
            + ", or the option in the URI of the endpoint.",
        cause);
  }

  /** Whether code of this project has thrown it. */
  private static boolean isOurs(Throwable cause) {
    StackTraceElement[] trace = cause.getStackTrace();
    return trace.length > 0 && trace[0].getClassName().startsWith(CAMELUS3);
  }

  private static List<String> properties(String message) {
    List<String> properties = new ArrayList<>();
    Matcher matcher = OPTIONS.matcher(message);
    if (matcher.find()) {
      for (String option : matcher.group(1).split(", ")) {
        if (PropertyNames.isOption(option)) {
          properties.add(PropertyNames.of(option));
        }
      }
    }
    return properties;
  }
}
