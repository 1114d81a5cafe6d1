package io.github.camelus3.benchmarks.report;

import io.github.camelus3.benchmarks.result.Goal;
import io.github.camelus3.benchmarks.result.Measurement;
import io.github.camelus3.benchmarks.result.Results;
import io.github.camelus3.benchmarks.result.Round;
import io.github.camelus3.benchmarks.result.Variant;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/** {@code benchmarks.md}. */
public final class MarkdownReport {
  private final RunInfo info;
  private final Results results;
  private final StringBuilder text = new StringBuilder();

  private MarkdownReport(RunInfo info, Results results) {
    this.info = info;
    this.results = results;
  }

  /** The whole document. */
  public static String of(RunInfo info, Results results) {
    MarkdownReport report = new MarkdownReport(info, results);
    report.intro();
    report.goals();
    report.rows();
    report.sink();
    report.heaps();
    report.method();
    return report.text.toString();
  }

  private void intro() {
    line("# Benchmarks");
    line("");
    line("Written by `%s` on %s; do not edit.", info.command(), info.day());
    line("Machine: %s; %s.", info.machine(), info.java());
    line(
        "Load average (1 min) before the first row %s, after the last %s.",
        info.loadBefore(), info.loadAfter());
    line("All figures, round by round: [benchmarks.csv](benchmarks.csv).");
    line("");
    line("![Share of the raw sockets' throughput that each contender reaches](benchmarks.svg)");
    line("");
  }

  private void goals() {
    line("## Goals");
    line("");
    line("| | at least | aim | reached | |");
    line("|---|--:|--:|--:|---|");
    for (Goal goal : Goal.all()) {
      OptionalDouble measured = goal.measured().apply(results);
      String limit = goal.lessIsBetter() ? "≤ " : "";
      line(
          "| %s | %s%s | %s%s | %s | %s |",
          goal.title(),
          limit,
          plain(goal.atLeast()),
          limit,
          plain(goal.aim()),
          measured.isEmpty() ? "–" : plain(measured.getAsDouble()),
          measured.isEmpty() ? "not measured" : verdict(goal, measured.getAsDouble()));
    }
    line("");
  }

  private static String verdict(Goal goal, double value) {
    if (goal.reaches(value, goal.aim())) {
      return "aim reached";
    }
    return goal.reaches(value, goal.atLeast()) ? "reached" : "**missed**";
  }

  private void rows() {
    line("## Rows");
    line("");
    line(
        "Median of the rounds; in brackets the shortest and longest round. How many rounds went"
            + " before, to warm up, stands beside their number. CPU is the contender's"
            + " process alone, for one round; RSS its peak in MB of 10^6 bytes. Connections: the"
            + " most that one round opened, and what all rounds opened with the warm-up.");
    line("");
    for (Map<Variant, Measurement> row : results.byRow().values()) {
      Measurement any = row.values().iterator().next();
      line("### %s (`%s`)", any.row().heading(), any.row().id());
      line("");
      line(
          "| %d rounds after %d | %s | s | CPU s | RSS MB | connections | times the Java SDK |"
              + " share of raw sockets |",
          any.row().rounds(), any.row().warmUps(), any.row().uploads().unit());
      line("|---|--:|---|--:|--:|--:|--:|--:|");
      row.values().stream().filter(m -> m.variant() != Variant.MEMORY).forEach(this::measured);
      line("");
    }
  }

  private void measured(Measurement m) {
    if (!m.succeeded()) {
      line("| %s | – | %s | | | | | |", m.label(), m.failure());
      return;
    }
    line(
        "| %s | %.0f | %.3f (%.3f–%.3f) | %.2f | %.0f | %d / %d | %s | %s |",
        m.label(),
        m.rate(),
        m.seconds(),
        m.minSeconds(),
        m.maxSeconds(),
        m.median(Round::cpuSeconds),
        m.peakMegabytes(),
        m.connections(),
        m.allConnections(),
        number(results.timesTheSdk(m.row().id(), m.variant())),
        number(results.shareOfCeiling(m.row().id(), m.variant())));
  }

  private void sink() {
    line("## The sink is not the limit");
    line("");
    line(
        "Raw sockets that send from memory, beside the fastest contender and how much of the two"
            + " processes' CPU time the sink took under it.");
    line("");
    line("| | unit | raw sockets from memory | raw sockets | fastest contender | sink's share |");
    line("|---|---|--:|--:|--:|--:|");
    for (String id : results.byRow().keySet()) {
      results.of(id, Variant.MEMORY).ifPresent(this::aboveEveryRow);
    }
    line("");
  }

  private void aboveEveryRow(Measurement memory) {
    String id = memory.row().id();
    results.byRow().get(id).values().stream()
        .filter(m -> m.succeeded() && m.variant().compareTo(Variant.RAW) > 0)
        .max((a, b) -> Double.compare(a.rate(), b.rate()))
        .ifPresent(
            fastest ->
                line(
                    "| %s | %s | %.0f | %s | %.0f (%s) | %.0f %% |",
                    memory.row().heading(),
                    memory.row().uploads().unit(),
                    memory.rate(),
                    results.of(id, Variant.RAW).map(m -> "%.0f".formatted(m.rate())).orElse("–"),
                    fastest.rate(),
                    fastest.label(),
                    100 * sinkShare(fastest)));
  }

  private static double sinkShare(Measurement m) {
    double sink = m.median(Round::sinkCpuSeconds);
    return sink / (sink + m.median(Round::cpuSeconds));
  }

  private void heaps() {
    if (results.smallestHeaps().isEmpty()) {
      return;
    }
    line("## Smallest heap");
    line("");
    line(
        "With which the large file at 20 jobs is uploaded twice; peak RSS is in `heap-64m` above.");
    line("");
    line("| | -Xmx |");
    line("|---|--:|");
    results
        .smallestHeaps()
        .forEach(
            (variant, megabytes) ->
                line(
                    "| %s | %s |",
                    variant.title(), megabytes == 0 ? "more than tried" : megabytes + " MiB"));
    line("");
  }

  private void method() {
    line("## Method");
    line("");
    line("- One sink for all: a process of its own on the same machine, plain HTTP over loopback.");
    line("  It drops bodies, checks no signature, and responds with the right ETags from a table.");
    line("  A latency is a wait between the last byte of a body and the response.");
    line(
        "- Each contender of a row is a JVM of its own (`-Xmx512m` unless said); they take turns,");
    line("  round after round. Files are in the page cache. No put policy.");
    line("- *Raw sockets*: the same PUTs from the same files, in the same pieces, over as many");
    line("  connections. Nothing is signed or checked; there is no Initiate and no Finish.");
    line(
        "- *Java SDK*: its defaults, but for the MD5. It has no upload in parts, so a fixed pool"
            + " of");
    line("  threads reads parts into arrays and calls `multiUploadPart`.");
    line(
        "- *Camel route*: one poll of `file:` to `us3:`, until the last file has passed the"
            + " route.");
    line(
        "- *ETag*: the SHA-1s of parts and object are computed and compared with the responses,"
            + " as");
    line("  camel-us3 does by default. *MD5*: a `Content-MD5` is sent, the Java SDK's default.");
  }

  private void line(String format, Object... values) {
    text.append(values.length == 0 ? format : format.formatted(values)).append('\n');
  }

  private static String number(OptionalDouble value) {
    return value.isEmpty() ? "–" : "%.2f".formatted(value.getAsDouble());
  }

  private static String plain(double value) {
    String text = String.format(Locale.ROOT, value >= 20 ? "%.0f" : "%.2f", value);
    return text.endsWith(".00") ? text.substring(0, text.length() - 3) : text;
  }
}
