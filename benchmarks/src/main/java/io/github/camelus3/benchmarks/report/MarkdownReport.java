package io.github.camelus3.benchmarks.report;

import io.github.camelus3.benchmarks.result.Goal;
import io.github.camelus3.benchmarks.result.Measurement;
import io.github.camelus3.benchmarks.result.Results;
import io.github.camelus3.benchmarks.result.Round;
import io.github.camelus3.benchmarks.result.Row;
import io.github.camelus3.benchmarks.result.Variant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** {@code benchmarks.md}. */
public final class MarkdownReport {
  private static final String METHOD =
      """
      ## Method

      - One sink for all: a process of its own on the same machine, over loopback, with a port for plain
        HTTP and one for TLS, which is Conscrypt's under every contender. It drops bodies, checks no
        signature, and responds with the right ETags from a table. A latency is a wait between the last
        byte of a body and the response.
      - Each contender of a row is a JVM of its own (`-Xmx512m` unless said); they take turns, round
        after round. Files are in the page cache. No put policy.
      - *JDK's TLS* and *Conscrypt*: the class path without and with `conscrypt-openjdk-uber`. No
        provider is registered. The Java SDK has the JDK's TLS; its OkHttp knows no cipher suite of TLS
        1.3, so it negotiates 1.2. [benchmarks.csv](benchmarks.csv) has the suite of each round.
      - *Raw sockets*: the same PUTs from the same files, in the same pieces, over as many connections.
        Nothing is signed or checked; there is no Initiate and no Finish. Over TLS they are blocking
        `SSLSocket`s of either library, with the suite that camel-us3 negotiates. Tables compare with
        the raw sockets of the same library, the picture of https with those of Conscrypt.
      - *Java SDK*: its defaults, but for the MD5. It has no upload in parts, so a fixed pool of threads
        reads parts into arrays and calls `multiUploadPart`.
      - *Camel route*: one poll of `file:` to `us3:`, until the last file has passed the route.
      - *Synchronous callers*: threads send each file by a `ProducerTemplate` to `direct:` and wait.
      - *ETag*: the SHA-1s of parts and object are computed and compared with the responses, as
        camel-us3 does by default. *MD5*: a `Content-MD5` is sent, the Java SDK's default.
      - *Parts*: one thread, the median of several rounds. AES-GCM has records of 16 KiB, one key and a
        new IV for each; SHA-1 has pieces of 64 KiB. Conscrypt gets buffers outside the heap.
      - *Sum of the parts*: CPU seconds divided by the cores. Sending is raw sockets and sink over plain
        HTTP; encrypting is the contender's library and the sink's decryption; SHA-1 is the JDK's. An
        upload takes this time if it has no other work and keeps every core busy. Its measured CPU
        seconds are those of contender and sink.\
      """;

  private static final Set<Variant> RAWS = EnumSet.of(Variant.RAW, Variant.RAW_CONSCRYPT);

  private final Results results;
  private final Lines lines = new Lines();

  private MarkdownReport(Results results) {
    this.results = results;
  }

  /** The whole document. */
  public static String of(Results results) {
    MarkdownReport report = new MarkdownReport(results);
    report.intro();
    DefaultsSection.write(report.lines, results);
    for (Picture picture : Picture.values()) {
      report.picture(picture);
    }
    report.goals();
    report.rows();
    PartsSection.write(report.lines, results, Runtime.getRuntime().availableProcessors());
    report.sink();
    report.heaps();
    report.lines.add(METHOD);
    report.lines.add("");
    report.runs();
    report.lines.add(
        "Next: [where the time goes](cpu-time.md), [upload modes](upload-modes.md) to choose one.");
    return report.lines.toString();
  }

  private void intro() {
    lines.add("# Benchmarks");
    lines.add("");
    lines.add("For readers who ask how fast uploads are, and what limits them.");
    lines.add(
        "[Where the time goes](cpu-time.md) explains the rows that miss a goal,"
            + " and [TLS](reliability.md#tls) helps to choose a TLS implementation.");
    lines.add("");
  }

  private void runs() {
    lines.add("## Runs");
    lines.add("");
    lines.add(
        "`benchmarks/run` writes this page; do not edit it. All figures, round by round, are in"
            + " [benchmarks.csv](benchmarks.csv). Compare figures of one run only.");
    lines.add("");
    results.descriptions().forEach((start, text) -> lines.add("- %s: %s", start, text));
    lines.add("");
  }

  private void picture(Picture picture) {
    String protocol = picture == Picture.HTTPS ? "https" : "http";
    if (picture.rows(results).isEmpty()) {
      lines.add("There is no picture of %s: no row has all its contenders.", protocol);
    } else {
      lines.add("![%s](%s.svg)", picture.title(), picture.file());
      lines.add("");
      lines.add(
          "By %s: the rows that raw sockets run, too; the other rows are in the tables only.%s%s",
          protocol, notShown(picture), omitted(picture));
    }
    lines.add("");
  }

  private static String notShown(Picture picture) {
    return picture == Picture.HTTPS
        ? " The Camel route with Conscrypt is not in the picture: some rows do not have it."
        : "";
  }

  private String omitted(Picture picture) {
    List<Row> omitted = picture.omitted(results);
    return omitted.isEmpty()
        ? ""
        : omitted.stream()
            .map(Row::title)
            .collect(Collectors.joining("; ", " Not shown, because a contender failed: ", "."));
  }

  private void goals() {
    lines.add("## Goals");
    lines.add("");
    lines.add("| | at least | aim | reached | |");
    lines.add("|---|--:|--:|--:|---|");
    for (Goal goal : Goal.all()) {
      OptionalDouble measured = goal.measured().apply(results);
      String limit = goal.lessIsBetter() ? "≤ " : "";
      lines.add(
          "| %s | %s%s | %s%s | %s | %s |",
          goal.title(),
          limit,
          Lines.plain(goal.atLeast()),
          limit,
          Lines.plain(goal.aim()),
          measured.isEmpty() ? "–" : Lines.plain(measured.getAsDouble()),
          measured.isEmpty() ? "not measured" : verdict(goal, measured.getAsDouble()));
    }
    lines.add("");
  }

  private static String verdict(Goal goal, double value) {
    if (goal.reaches(value, goal.aim())) {
      return "aim reached";
    }
    return goal.reaches(value, goal.atLeast())
        ? "reached"
        : "**missed**: [why](%s)".formatted(goal.why());
  }

  private void rows() {
    lines.add("## Rows");
    lines.add("");
    lines.add(
        "Median of the rounds; in brackets the shortest and longest round. How many rounds went"
            + " before, to warm up, stands beside their number; if none did, each round is the"
            + " first of a new process. CPU is the contender's process alone, for one round; RSS"
            + " its peak in MB of 10^6 bytes. Connections: the most that one round opened, and what"
            + " all rounds opened with the warm-up.");
    lines.add("");
    for (Map<Variant, Measurement> row : results.byRow().values()) {
      Measurement any = row.values().iterator().next();
      lines.add("### %s (`%s`)", any.row().heading(), any.row().id());
      lines.add("");
      if (results.descriptions().size() > 1) {
        lines.add("Run of %s.", results.run(any.row().id()));
        lines.add("");
      }
      lines.add(
          "| %d rounds after %d | %s | s | CPU s | RSS MB | connections | times the Java SDK |"
              + " share of raw sockets |",
          any.row().rounds(), any.row().warmUps(), any.row().uploads().unit());
      lines.add("|---|--:|---|--:|--:|--:|--:|--:|");
      row.values().stream().filter(m -> m.variant() != Variant.MEMORY).forEach(this::measured);
      lines.add("");
    }
  }

  private void measured(Measurement m) {
    if (!m.succeeded()) {
      lines.add("| %s | – | %s | | | | | |", m.label(), m.failure());
      return;
    }
    lines.add(
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
        Lines.number(results.timesTheSdk(m.row().id(), m.variant())),
        Lines.number(results.shareOfCeiling(m.row().id(), m.variant())));
  }

  private void sink() {
    lines.add("## The sink is not the limit");
    lines.add("");
    lines.add(
        "Raw sockets beside the fastest contender, and how much of the two processes' CPU time the"
            + " sink took under it. From memory, raw sockets run over plain HTTP only.");
    lines.add("");
    lines.add(
        "| | unit | raw sockets from memory | raw sockets | fastest contender | sink's share |");
    lines.add("|---|---|--:|--:|--:|--:|");
    for (String id : results.byRow().keySet()) {
      fastest(id, RAWS::contains).ifPresent(raw -> aboveEveryRow(id, raw));
    }
    lines.add("");
  }

  private Optional<Measurement> fastest(String id, Predicate<Variant> which) {
    return results.byRow().get(id).values().stream()
        .filter(m -> m.succeeded() && which.test(m.variant()))
        .max((a, b) -> Double.compare(a.rate(), b.rate()));
  }

  private void aboveEveryRow(String id, Measurement raw) {
    fastest(id, variant -> !RAWS.contains(variant) && variant != Variant.MEMORY)
        .ifPresent(
            fastest ->
                lines.add(
                    "| %s | %s | %s | %.0f | %.0f (%s) | %.0f %% |",
                    raw.row().heading(),
                    raw.row().uploads().unit(),
                    results.of(id, Variant.MEMORY).map(m -> "%.0f".formatted(m.rate())).orElse("–"),
                    raw.rate(),
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
    lines.add("## Smallest heap");
    lines.add("");
    lines.add(
        "With which the large file at 20 jobs is uploaded twice; peak RSS is in `heap-64m` above.");
    lines.add("");
    lines.add("| | -Xmx |");
    lines.add("|---|--:|");
    results
        .smallestHeaps()
        .forEach(
            (variant, megabytes) ->
                lines.add(
                    "| %s | %s |",
                    variant.title(), megabytes == 0 ? "more than tried" : megabytes + " MiB"));
    lines.add("");
  }
}
