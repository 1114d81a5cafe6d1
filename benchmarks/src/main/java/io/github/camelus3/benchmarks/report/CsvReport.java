package io.github.camelus3.benchmarks.report;

import io.github.camelus3.benchmarks.result.Measurement;
import io.github.camelus3.benchmarks.result.Part;
import io.github.camelus3.benchmarks.result.Results;
import io.github.camelus3.benchmarks.result.Round;
import io.github.camelus3.benchmarks.result.Row;
import io.github.camelus3.benchmarks.result.Variant;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code benchmarks.csv}: a line for each round and each part. */
public final class CsvReport {
  private static final String HEADER =
      "run,row,contender,conscrypt,etag,md5,jobs,latency_ms,heap_mib,bytes,files,round,seconds,cpu_seconds,"
          + "sink_cpu_seconds,connections,peak_rss_bytes,cipher";

  /** Begins a line that says how and where a run was made. */
  private static final String RUN = "# ";

  private CsvReport() {}

  /** The text of the file. Rounds of the warm-up have the number 0. */
  public static String of(Results results) {
    StringBuilder text = new StringBuilder();
    results
        .descriptions()
        .forEach(
            (run, description) ->
                text.append(RUN).append(run).append(' ').append(description).append('\n'));
    text.append(HEADER).append('\n');
    for (Measurement measurement : results.all()) {
      Instant run = results.run(measurement.row().id());
      measurement.warmUps().forEach(round -> append(text, run, measurement, 0, round));
      List<Round> rounds = measurement.rounds();
      for (int i = 0; i < rounds.size(); i++) {
        append(text, run, measurement, i + 1, rounds.get(i));
      }
    }
    results
        .parts()
        .forEach(
            (part, seconds) ->
                text.append(
                    String.format(
                        Locale.ROOT,
                        "%s,%s,%s,,,,,,,,,1,,%.3f,,,,%n",
                        results.run(Results.PARTS),
                        Results.PARTS,
                        part.name(),
                        seconds)));
    return text.toString();
  }

  /**
   * Adds the rows of an earlier run that these results do not have. Failed rounds are not in the
   * file, so a contender without all its rounds is left out.
   *
   * @param text the file of the earlier run
   * @param rows the rows as they are run today; others in the file are left out
   */
  public static void keep(String text, List<Row> rows, Results results) {
    Set<String> measured = Set.copyOf(results.byRow().keySet());
    Map<String, List<String[]>> byRow =
        text.lines()
            .filter(line -> !line.startsWith(RUN) && !line.equals(HEADER))
            .map(line -> line.split(",", -1))
            .collect(Collectors.groupingBy(fields -> fields[1]));
    text.lines()
        .filter(line -> line.startsWith(RUN))
        .map(line -> line.substring(RUN.length()).split(" ", 2))
        .forEach(words -> results.describe(Instant.parse(words[0]), words[1]));
    if (results.parts().isEmpty()) {
      for (String[] fields : byRow.getOrDefault(Results.PARTS, List.of())) {
        results.addPart(
            Instant.parse(fields[0]), Part.valueOf(fields[2]), Double.parseDouble(fields[13]));
      }
    }
    for (Row row : rows) {
      List<String[]> lines = byRow.getOrDefault(row.id(), List.of());
      if (!measured.contains(row.id()) && !lines.isEmpty()) {
        results.add(Instant.parse(lines.get(0)[0]), measurements(row, lines));
      }
    }
  }

  private static List<Measurement> measurements(Row row, List<String[]> lines) {
    List<Measurement> measurements = new ArrayList<>();
    for (Variant variant : row.variants()) {
      List<String[]> own = lines.stream().filter(fields -> isOf(variant, fields)).toList();
      List<Round> warmUps = rounds(own, true);
      List<Round> rounds = rounds(own, false);
      if (!rounds.isEmpty()) {
        Row asRun = row.withHeap(Integer.parseInt(own.get(0)[8]), warmUps.size(), rounds.size());
        measurements.add(new Measurement(asRun, variant, warmUps, rounds, null));
      }
    }
    return measurements;
  }

  private static boolean isOf(Variant variant, String[] fields) {
    return variant.contender().equals(fields[2])
        && variant.conscrypt() == Boolean.parseBoolean(fields[3])
        && variant.verifyETag() == Boolean.parseBoolean(fields[4])
        && variant.sendMd5() == Boolean.parseBoolean(fields[5]);
  }

  private static List<Round> rounds(List<String[]> lines, boolean warmUps) {
    return lines.stream()
        .filter(fields -> fields[11].equals("0") == warmUps)
        .map(
            fields ->
                new Round(
                    Double.parseDouble(fields[12]),
                    Double.parseDouble(fields[13]),
                    Double.parseDouble(fields[14]),
                    Long.parseLong(fields[15]),
                    Long.parseLong(fields[16]),
                    fields[17]))
        .toList();
  }

  private static void append(
      StringBuilder text, Instant run, Measurement measurement, int number, Round round) {
    text.append(
        String.format(
            Locale.ROOT,
            "%s,%s,%s,%b,%b,%b,%d,%d,%d,%d,%d,%d,%.6f,%.3f,%.3f,%d,%d,%s%n",
            run,
            measurement.row().id(),
            measurement.variant().contender(),
            measurement.variant().conscrypt(),
            measurement.variant().verifyETag(),
            measurement.variant().sendMd5(),
            measurement.row().jobs(),
            measurement.row().latencyMillis(),
            measurement.row().heapMegabytes(),
            measurement.row().uploads().bytes(),
            measurement.row().uploads().files(),
            number,
            round.seconds(),
            round.cpuSeconds(),
            round.sinkCpuSeconds(),
            round.connections(),
            round.peakBytes(),
            round.cipher()));
  }
}
