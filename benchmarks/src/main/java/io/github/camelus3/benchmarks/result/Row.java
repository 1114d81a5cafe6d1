package io.github.camelus3.benchmarks.result;

import java.util.List;

/**
 * One row of the comparison.
 *
 * @param id the name for {@code --rows}
 * @param https whether the connections are TLS
 * @param jobs concurrent connections
 * @param latencyMillis the sink's wait before each response
 * @param heapMegabytes the heap of each contender's process
 * @param warmUps rounds that are not measured
 */
public record Row(
    String id,
    String title,
    Uploads uploads,
    boolean https,
    int jobs,
    int latencyMillis,
    int heapMegabytes,
    int warmUps,
    int rounds,
    List<Variant> variants) {
  public Row {
    variants = List.copyOf(variants);
  }

  /** The title with the protocol, if it is not plain HTTP. */
  public String heading() {
    return https ? title + ", https" : title;
  }

  /** The same row with another heap and other rounds. */
  public Row withHeap(int megabytes, int newWarmUps, int newRounds) {
    return new Row(
        id, title, uploads, https, jobs, latencyMillis, megabytes, newWarmUps, newRounds, variants);
  }

  /** The same row over TLS with its own contenders. */
  public Row overTls(List<Variant> others) {
    return new Row(
        id + "-https",
        title,
        uploads,
        true,
        jobs,
        latencyMillis,
        heapMegabytes,
        warmUps,
        rounds,
        others);
  }
}
