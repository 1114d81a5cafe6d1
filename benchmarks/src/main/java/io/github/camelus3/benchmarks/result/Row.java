package io.github.camelus3.benchmarks.result;

import java.util.List;

/**
 * One row of the comparison.
 *
 * @param id what {@code --rows} calls it
 * @param jobs connections at once
 * @param latencyMillis what the sink waits before each response
 * @param heapMegabytes of each contender's process
 * @param warmUps rounds that do not count
 */
public record Row(
    String id,
    String title,
    Uploads uploads,
    int jobs,
    int latencyMillis,
    int heapMegabytes,
    int warmUps,
    int rounds,
    List<Variant> variants) {
  public Row {
    variants = List.copyOf(variants);
  }

  /** The same with another heap and less to do. */
  public Row withHeap(int megabytes, int newWarmUps, int newRounds) {
    return new Row(
        id, title, uploads, jobs, latencyMillis, megabytes, newWarmUps, newRounds, variants);
  }
}
