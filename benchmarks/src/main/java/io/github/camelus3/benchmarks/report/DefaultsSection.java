package io.github.camelus3.benchmarks.report;

import io.github.camelus3.benchmarks.result.Measurement;
import io.github.camelus3.benchmarks.result.Results;
import io.github.camelus3.benchmarks.result.Variant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a user gets who changes no option. */
final class DefaultsSection {
  private static final List<String> ROWS =
      List.of("multipart-10-https", "put-64m-https", "small-16-https", "small-16-start-https");
  private static final List<Variant> VARIANTS =
      List.of(Variant.ROUTE_ETAG, Variant.ROUTE_ETAG_CONSCRYPT, Variant.SDK_PLAIN);

  private DefaultsSection() {}

  static void write(Lines lines, Results results) {
    lines.add("## What a route does by default");
    lines.add("");
    lines.add(
        "A Camel route uploads by https, in parts of 4 MiB, 10 at once, and verifies the ETag.");
    lines.add(
        "With `conscrypt-openjdk-uber` on the class path, TLS is Conscrypt's. The Java SDK checks"
            + " nothing here.");
    lines.add("");
    lines.add("Seconds, and in brackets how many times as fast as the Java SDK:");
    lines.add("");
    lines.add(
        VARIANTS.stream()
            .map(variant -> variant.label(true))
            .collect(Collectors.joining(" | ", "| | ", " |")));
    lines.add("|---|--:|--:|--:|");
    for (String row : ROWS) {
      Map<Variant, Measurement> measured = results.byRow().getOrDefault(row, Map.of());
      if (!measured.isEmpty()) {
        String title = measured.values().iterator().next().row().title();
        lines.add(
            VARIANTS.stream()
                .map(variant -> cell(results, row, variant))
                .collect(Collectors.joining(" | ", "| " + title + " | ", " |")));
      }
    }
    lines.add("");
  }

  private static String cell(Results results, String row, Variant variant) {
    return results
        .of(row, variant)
        .map(
            m ->
                "%.2f (%s)".formatted(m.seconds(), Lines.number(results.timesTheSdk(row, variant))))
        .orElse("–");
  }
}
