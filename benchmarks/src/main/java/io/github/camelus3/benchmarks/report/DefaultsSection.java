package io.github.camelus3.benchmarks.report;

import io.github.camelus3.benchmarks.result.Measurement;
import io.github.camelus3.benchmarks.result.Results;
import io.github.camelus3.benchmarks.result.Round;
import io.github.camelus3.benchmarks.result.Variant;
import java.util.List;
import java.util.Optional;

/** What a user gets who changes no option. */
final class DefaultsSection {
  private static final String ROW = "multipart-10-https";

  private DefaultsSection() {}

  static void write(Lines lines, Results results) {
    lines.add("## What a route does by default");
    lines.add("");
    if (results.of(ROW, Variant.ROUTE_ETAG).isEmpty()) {
      lines.add("Not measured in this run: `%s`.", ROW);
      lines.add("");
      return;
    }
    lines.add(
        "A Camel route uploads a large file by https in parts of 4 MiB, 10 at once, and verifies"
            + " the ETag.");
    lines.add(
        "With `conscrypt-openjdk-uber` on the class path, TLS is Conscrypt's. The Java SDK checks"
            + " nothing here.");
    lines.add("");
    lines.add("| | MB/s | s | CPU s | RSS MB | times the Java SDK |");
    lines.add("|---|--:|--:|--:|--:|--:|");
    for (Variant variant :
        List.of(Variant.ROUTE_ETAG, Variant.ROUTE_ETAG_CONSCRYPT, Variant.SDK_PLAIN)) {
      Optional<Measurement> measured = results.of(ROW, variant);
      if (measured.isPresent()) {
        line(lines, measured.get(), results);
      } else {
        lines.add("| %s | not measured | | | | |", variant.label(true));
      }
    }
    lines.add("");
  }

  private static void line(Lines lines, Measurement m, Results results) {
    lines.add(
        "| %s | %.0f | %.2f | %.2f | %.0f | %s |",
        m.label(),
        m.rate(),
        m.seconds(),
        m.median(Round::cpuSeconds),
        m.peakMegabytes(),
        Lines.number(results.timesTheSdk(ROW, m.variant())));
  }
}
