package io.github.camelus3.benchmarks.report;

import io.github.camelus3.benchmarks.result.Measurement;
import io.github.camelus3.benchmarks.result.Results;
import io.github.camelus3.benchmarks.result.Round;
import java.util.List;
import java.util.Locale;

/** {@code benchmarks.csv}: a line for each round. */
public final class CsvReport {
  private static final String HEADER =
      "row,contender,conscrypt,etag,md5,jobs,latency_ms,heap_mib,bytes,files,round,seconds,cpu_seconds,"
          + "sink_cpu_seconds,connections,peak_rss_bytes,cipher";

  private CsvReport() {}

  /** The text of the file. Rounds of the warm-up have the number 0. */
  public static String of(Results results) {
    StringBuilder text = new StringBuilder(HEADER).append('\n');
    for (Measurement measurement : results.all()) {
      measurement.warmUps().forEach(round -> append(text, measurement, 0, round));
      List<Round> rounds = measurement.rounds();
      for (int i = 0; i < rounds.size(); i++) {
        append(text, measurement, i + 1, rounds.get(i));
      }
    }
    return text.toString();
  }

  private static void append(StringBuilder text, Measurement measurement, int number, Round round) {
    text.append(
        String.format(
            Locale.ROOT,
            "%s,%s,%b,%b,%b,%d,%d,%d,%d,%d,%d,%.6f,%.3f,%.3f,%d,%d,%s%n",
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
