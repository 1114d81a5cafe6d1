package io.github.camelus3.benchmarks.report;

import io.github.camelus3.benchmarks.result.Budget;
import io.github.camelus3.benchmarks.result.Results;
import io.github.camelus3.benchmarks.result.Variant;

/** What the parts of an upload cost, and how close uploads come to their sum. */
final class PartsSection {
  private PartsSection() {}

  static void write(Lines lines, Results results, int cores) {
    if (results.parts().isEmpty()) {
      return;
    }
    lines.add("## What the parts cost");
    lines.add("");
    lines.add("CPU seconds on one thread for the bytes of the large file.");
    lines.add("");
    lines.add("| | CPU s |");
    lines.add("|---|--:|");
    results.parts().forEach((part, seconds) -> lines.add("| %s | %.2f |", part.title(), seconds));
    lines.add("");
    budgets(lines, results, cores);
  }

  private static void budgets(Lines lines, Results results, int cores) {
    lines.add("### A verified upload beside the sum of its parts");
    lines.add("");
    lines.add("The large file, 10 jobs, ETag. The sum is in seconds on %d cores.", cores);
    lines.add("");
    lines.add(
        "| | cipher suite | sending, CPU s | encrypting, CPU s | SHA-1, CPU s | sum, s | measured,"
            + " s | measured ÷ sum | measured, CPU s |");
    lines.add("|---|---|--:|--:|--:|--:|--:|--:|--:|");
    budget(lines, results, cores, false, Variant.CLIENT_ETAG);
    budget(lines, results, cores, false, Variant.ROUTE_ETAG);
    budget(lines, results, cores, true, Variant.CLIENT_ETAG);
    budget(lines, results, cores, true, Variant.ROUTE_ETAG);
    budget(lines, results, cores, true, Variant.CLIENT_ETAG_CONSCRYPT);
    budget(lines, results, cores, true, Variant.ROUTE_ETAG_CONSCRYPT);
    lines.add("");
  }

  private static void budget(
      Lines lines, Results results, int cores, boolean https, Variant variant) {
    String name = (https ? "https, " : "http, ") + variant.label(https);
    Budget.of(results, https, variant, cores)
        .ifPresentOrElse(
            budget ->
                lines.add(
                    "| %s | %s | %.2f | %.2f | %.2f | %.2f | %.2f | %.2f | %.2f |",
                    name,
                    https ? budget.upload().cipher() : "–",
                    budget.sending(),
                    budget.encrypting(),
                    budget.hashing(),
                    budget.seconds(),
                    budget.upload().seconds(),
                    budget.ratio(),
                    budget.cpuSeconds()),
            () -> lines.add("| %s | not measured | | | | | | | |", name));
  }
}
