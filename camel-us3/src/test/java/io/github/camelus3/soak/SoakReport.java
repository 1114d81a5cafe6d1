package io.github.camelus3.soak;

import io.github.camelus3.component.Us3UploadMode;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Prints the results of a soak. */
final class SoakReport {
  private static final String ROW = "%-46s %9s %13s %9s%n";

  private final PrintStream out;

  SoakReport(PrintStream out) {
    this.out = out;
  }

  void uploads(List<SoakOutcome> outcomes) {
    out.printf(ROW, "mode", "uploads", "acknowledged", "refused");
    for (Us3UploadMode mode : Us3UploadMode.values()) {
      row(mode.toString(), outcomes.stream().filter(o -> o.upload().mode() == mode).toList());
    }
    row("all", outcomes);
    long resumed = outcomes.stream().filter(outcome -> outcome.attempts().size() > 1).count();
    out.printf("resumed after a failure: %d uploads%n", resumed);
  }

  private void row(String name, List<SoakOutcome> outcomes) {
    long acknowledged = outcomes.stream().filter(SoakOutcome::isAcknowledged).count();
    out.printf(ROW, name, outcomes.size(), acknowledged, outcomes.size() - acknowledged);
  }

  void failures(List<SoakOutcome> outcomes) {
    countsOf(
        "exception (of each attempt)",
        outcomes.stream()
            .flatMap(outcome -> outcome.attempts().stream())
            .flatMap(attempt -> attempt.failure().stream())
            .map(failure -> failure.getClass().getSimpleName()));
  }

  void faults(Map<String, Integer> happened) {
    counts("fault", new TreeMap<>(happened));
  }

  private void countsOf(String title, Stream<String> names) {
    counts(
        title,
        names.collect(
            Collectors.groupingBy(
                Function.identity(), TreeMap::new, Collectors.summingInt(name -> 1))));
  }

  private void counts(String title, Map<String, Integer> counts) {
    out.printf("%n%-46s %9s%n", title, "times");
    counts.forEach((name, count) -> out.printf("%-46s %9d%n", name, count));
    out.printf("%-46s %9d%n", "all", counts.values().stream().mapToInt(Integer::intValue).sum());
  }

  void line(String line) {
    out.printf("%n%s%n", line);
  }
}
