package io.github.camelus3.benchmarks.driver;

import io.github.camelus3.benchmarks.report.ChartReport;
import io.github.camelus3.benchmarks.report.CsvReport;
import io.github.camelus3.benchmarks.report.MarkdownReport;
import io.github.camelus3.benchmarks.report.Picture;
import io.github.camelus3.benchmarks.report.RunInfo;
import io.github.camelus3.benchmarks.result.Measurement;
import io.github.camelus3.benchmarks.result.Results;
import io.github.camelus3.benchmarks.result.Row;
import io.github.camelus3.benchmarks.result.Uploads;
import io.github.camelus3.benchmarks.result.Variant;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Compares camel-us3 with the official Java SDK and with raw sockets. */
@Command(
    name = "benchmarks/run",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Uploads to a sink on this machine with camel-us3, through a Camel route, with the official"
            + " Java SDK and over raw sockets, by http and by https. A full run takes about 50"
            + " minutes and writes docs/benchmarks.{md,csv} and docs/benchmarks-{http,https}.svg;"
            + " it needs an otherwise idle machine.")
public final class Benchmarks implements Callable<Integer> {
  private static final String HEAP_SEARCH = "heap-min";
  private static final String NOTHING = "none";
  private static final Set<String> OTHERS = Set.of(HEAP_SEARCH, Results.PARTS, NOTHING);

  @Spec private CommandSpec spec;

  @Option(
      names = "--rows",
      split = ",",
      paramLabel = "ROW",
      description = "Measure only these rows; --list names them.")
  private List<String> only;

  @Option(names = "--rounds", description = "Rounds of each row (default: 5, more for short rows).")
  private int rounds;

  @Option(
      names = "--quick",
      description = "Use small files and one round, to check that everything works.")
  private boolean quick;

  @Option(names = "--list", description = "Print the names of the rows and exit.")
  private boolean list;

  @Option(
      names = "--output",
      paramLabel = "FOLDER",
      description =
          "The folder of the report (default: docs for a full run, else benchmarks/target/report).")
  private Path output;

  @Option(
      names = "--keep",
      paramLabel = "FILE",
      description =
          "The benchmarks.csv of an earlier run: rows that this run does not measure come from it.")
  private Path keep;

  @Option(
      names = "--jvm-option",
      paramLabel = "OPTION",
      description =
          "An option for each contender's JVM; {name} becomes row and contender. Repeatable.")
  private List<String> jvmOptions = List.of();

  @Option(
      names = "--home",
      paramLabel = "FOLDER",
      defaultValue = ".",
      hidden = true,
      description = "The folder of the repository.")
  private Path home;

  Benchmarks() {}

  /** Runs the benchmarks. */
  public static void main(String[] args) {
    Locale.setDefault(Locale.ROOT);
    System.exit(new CommandLine(new Benchmarks()).execute(args));
  }

  @Override
  public Integer call() throws IOException {
    Rows.Scale scale = quick ? Rows.Scale.QUICK : Rows.Scale.FULL;
    List<Row> rows = Rows.of(rounds > 0 ? scale.withRounds(rounds) : scale);
    if (list) {
      rows.forEach(row -> say("%-20s %s", row.id(), row.heading()));
      say("%-20s %s", HEAP_SEARCH, "the smallest heap for a large file at 20 jobs");
      say("%-20s %s", Results.PARTS, "the CPU time of encryption and SHA-1 alone");
      say("%-20s %s", NOTHING, "nothing: writes the report of --keep once more");
      return 0;
    }
    List<Row> chosen = choose(rows);
    Path target = home.resolve("benchmarks/target");
    Path data = target.resolve(quick ? "data-quick" : "data");
    for (Uploads uploads : List.of(scale.big(), scale.medium(), scale.small())) {
      DataFiles.write(data, uploads);
    }
    String loadBefore = RunInfo.loadNow();
    String kept = keep == null ? "" : Files.readString(keep);
    Instant start = Instant.now().truncatedTo(ChronoUnit.MINUTES);
    Results results = run(start, chosen, target, data, scale);
    CsvReport.keep(kept, rows, results);
    results.sort(rows);
    results.describe(start, RunInfo.here(command(), loadBefore));
    write(results, target);
    return 0;
  }

  private List<Row> choose(List<Row> rows) {
    if (rounds < 0) {
      throw new ParameterException(spec.commandLine(), "--rounds must be at least 0: " + rounds);
    }
    if (only == null) {
      return rows;
    }
    for (String id : only) {
      if (!OTHERS.contains(id) && rows.stream().noneMatch(row -> row.id().equals(id))) {
        throw new ParameterException(
            spec.commandLine(), "--rows must be names from --list: \"" + id + '"');
      }
    }
    return rows.stream().filter(row -> only.contains(row.id())).toList();
  }

  private Results run(Instant start, List<Row> rows, Path target, Path data, Rows.Scale scale)
      throws IOException {
    Path log = target.resolve("benchmarks.log");
    Files.deleteIfExists(log);
    String own = System.getProperty("java.class.path");
    Arena.ClassPaths classPaths = new Arena.ClassPaths(own, sdkClassPath());
    Results results = new Results();
    try (SinkProcess sink =
        SinkProcess.start(
            own, DataFiles.only(data, scale.big()), target.resolve("sink.p12"), log)) {
      Arena arena = new Arena(classPaths, sink, data, log, jvmOptions);
      for (Row row : rows) {
        long before = System.nanoTime();
        List<Measurement> measurements = arena.run(row);
        results.add(start, measurements);
        say("%s (%d s)", row.heading(), Duration.ofNanos(System.nanoTime() - before).toSeconds());
        measurements.forEach(Benchmarks::show);
      }
      if (includes(HEAP_SEARCH)) {
        searchHeaps(arena, results, scale);
      }
    }
    if (includes(Results.PARTS)) {
      PartsProcess.run(start, own, scale.bigBytes(), log, results);
      say("CPU time of the parts");
      results.parts().forEach((part, seconds) -> say("  %-39s %.3f s", part.title(), seconds));
    }
    say("Output of the contenders: %s", log);
    return results;
  }

  private boolean includes(String id) {
    return only == null || only.contains(id);
  }

  private static void searchHeaps(Arena arena, Results results, Rows.Scale scale)
      throws IOException {
    Row row =
        Rows.of(scale).stream()
            .filter(r -> r.id().equals("multipart-20"))
            .findFirst()
            .orElseThrow();
    say("Smallest heap, %s", row.heading());
    for (Variant variant : Rows.memory()) {
      int megabytes = arena.smallestHeap(row, variant);
      results.addSmallestHeap(variant, megabytes);
      say("  %-39s %d MiB", variant.title(), megabytes);
    }
  }

  private static void show(Measurement m) {
    if (m.succeeded()) {
      say(
          "  %-39s %8.0f %s  %.3f s (%.3f-%.3f), CPU %.2f s, %.0f MB, %d connections",
          m.label(),
          m.rate(),
          m.row().uploads().unit(),
          m.seconds(),
          m.minSeconds(),
          m.maxSeconds(),
          m.median(round -> round.cpuSeconds()),
          m.peakMegabytes(),
          m.connections());
    } else {
      say("  %-39s %s", m.label(), m.failure());
    }
  }

  /** The class path that maven-dependency-plugin has computed. */
  private String sdkClassPath() throws IOException {
    Path target = home.resolve("benchmarks/java-sdk/target");
    Path file = target.resolve("classpath.txt");
    if (!Files.exists(file)) {
      throw new IOException(file + " must exist: build first, as benchmarks/run does");
    }
    return target.resolve("classes") + File.pathSeparator + Files.readString(file).strip();
  }

  private void write(Results results, Path target) throws IOException {
    boolean full = only == null && !quick && rounds == 0;
    Path folder = output;
    if (folder == null) {
      folder = full ? home.resolve("docs") : target.resolve("report");
    }
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("benchmarks.md"), MarkdownReport.of(results));
    Files.writeString(folder.resolve("benchmarks.csv"), CsvReport.of(results));
    for (Picture picture : Picture.values()) {
      if (!picture.rows(results).isEmpty()) {
        ChartReport chart = ChartReport.of(picture, results);
        chart.writeSvg(folder.resolve(picture.file() + ".svg"));
        chart.writePng(target.resolve(picture.file() + ".png"));
      }
    }
    say("Report: %s", folder.resolve("benchmarks.md"));
  }

  private String command() {
    List<String> command = new ArrayList<>(List.of("benchmarks/run"));
    command.addAll(
        spec.commandLine().getParseResult().originalArgs().stream()
            .filter(argument -> !argument.startsWith("--home"))
            .toList());
    return String.join(" ", command);
  }

  private static void say(String format, Object... values) {
    System.out.println(values.length == 0 ? format : format.formatted(values));
  }
}
