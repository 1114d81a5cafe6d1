package io.github.camelus3.benchmarks.result;

import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/**
 * The rounds of one contender in one row.
 *
 * @param warmUps rounds that count for connections and memory only
 * @param rounds the measured rounds
 * @param failure the reason for missing rounds; null if none is missing
 */
public record Measurement(
    Row row, Variant variant, List<Round> warmUps, List<Round> rounds, String failure) {
  public Measurement {
    warmUps = List.copyOf(warmUps);
    rounds = List.copyOf(rounds);
  }

  /** The measurements of several processes of one contender as one. */
  public static Measurement of(Row row, List<Measurement> processes) {
    return new Measurement(
        row,
        processes.get(0).variant(),
        processes.stream().flatMap(process -> process.warmUps().stream()).toList(),
        processes.stream().flatMap(process -> process.rounds().stream()).toList(),
        processes.stream()
            .map(Measurement::failure)
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null));
  }

  /** The name of the contender in reports of this row. */
  public String label() {
    return variant.label(row.https());
  }

  /** Whether all rounds succeeded. */
  public boolean succeeded() {
    return failure == null;
  }

  /** The median of a number over the measured rounds. */
  public double median(ToDoubleFunction<Round> number) {
    double[] sorted = rounds.stream().mapToDouble(number).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /** The median time of a round. */
  public double seconds() {
    return median(Round::seconds);
  }

  /** The shortest round. */
  public double minSeconds() {
    return rounds.stream().mapToDouble(Round::seconds).min().orElseThrow();
  }

  /** The longest round. */
  public double maxSeconds() {
    return rounds.stream().mapToDouble(Round::seconds).max().orElseThrow();
  }

  /** The rate in the unit of the row: MB or objects a second. */
  public double rate() {
    return row.uploads().work() / seconds();
  }

  /** The most connections that one round opened, including the first round. */
  public long connections() {
    return Math.max(most(warmUps), most(rounds));
  }

  /** The connections that all rounds opened. */
  public long allConnections() {
    return warmUps.stream().mapToLong(Round::connections).sum()
        + rounds.stream().mapToLong(Round::connections).sum();
  }

  private static long most(List<Round> rounds) {
    return rounds.stream().mapToLong(Round::connections).max().orElse(0);
  }

  /** TLS version and cipher suite of the last round; empty for plain HTTP. */
  public String cipher() {
    return rounds.isEmpty() ? "" : rounds.get(rounds.size() - 1).cipher();
  }

  /** The peak memory of the process, in MB of 10^6 bytes. */
  public double peakMegabytes() {
    return rounds.stream().mapToLong(Round::peakBytes).max().orElse(0) / 1e6;
  }
}
