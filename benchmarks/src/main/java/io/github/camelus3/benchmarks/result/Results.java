package io.github.camelus3.benchmarks.result;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** All measurements of one run. Not thread safe. */
public final class Results {
  /** The name of the parts among the rows. */
  public static final String PARTS = "parts";

  private final Map<String, Map<Variant, Measurement>> measurements = new LinkedHashMap<>();
  private final Map<Variant, Integer> smallestHeaps = new EnumMap<>(Variant.class);
  private final Map<Part, Double> parts = new EnumMap<>(Part.class);
  private final Map<String, Instant> runs = new HashMap<>();
  private final Map<Instant, String> descriptions = new TreeMap<>();

  /**
   * Adds the measurements of one row.
   *
   * @param run the start of the run that measured it
   */
  public void add(Instant run, Collection<Measurement> ofRow) {
    for (Measurement measurement : ofRow) {
      runs.put(measurement.row().id(), run);
      measurements
          .computeIfAbsent(measurement.row().id(), id -> new EnumMap<>(Variant.class))
          .put(measurement.variant(), measurement);
    }
  }

  /** Puts the rows into the order of these. */
  public void sort(List<Row> rows) {
    Map<String, Map<Variant, Measurement>> unsorted = new LinkedHashMap<>(measurements);
    measurements.clear();
    for (Row row : rows) {
      if (unsorted.containsKey(row.id())) {
        measurements.put(row.id(), unsorted.get(row.id()));
      }
    }
  }

  /** Says how and where a run was made. */
  public void describe(Instant run, String description) {
    descriptions.put(run, description);
  }

  /** How and where the runs were made whose rows these are, by their start. */
  public Map<Instant, String> descriptions() {
    Map<Instant, String> used = new TreeMap<>(descriptions);
    used.keySet().retainAll(runs.values());
    return used;
  }

  /** The start of the run that measured a row. */
  public Instant run(String rowId) {
    return runs.get(rowId);
  }

  /** Adds the smallest sufficient heap of a variant. */
  public void addSmallestHeap(Variant variant, int megabytes) {
    smallestHeaps.put(variant, megabytes);
  }

  /** The smallest sufficient heaps, in MiB. */
  public Map<Variant, Integer> smallestHeaps() {
    return smallestHeaps;
  }

  /**
   * Adds the CPU time of a part for the bytes of the large file.
   *
   * @param run the start of the run that measured it
   */
  public void addPart(Instant run, Part part, double cpuSeconds) {
    runs.put(PARTS, run);
    parts.put(part, cpuSeconds);
  }

  /** The CPU seconds of the parts for the bytes of the large file; empty if not measured. */
  public Map<Part, Double> parts() {
    return parts;
  }

  /** All measurements, row after row. */
  public List<Measurement> all() {
    List<Measurement> all = new ArrayList<>();
    measurements.values().forEach(ofRow -> all.addAll(ofRow.values()));
    return all;
  }

  /** The measurements of each row, by its ID. */
  public Map<String, Map<Variant, Measurement>> byRow() {
    return measurements;
  }

  /** The measurement of a contender in a row; empty if it failed or was not measured. */
  public Optional<Measurement> of(String rowId, Variant variant) {
    return Optional.ofNullable(measurements.getOrDefault(rowId, Map.of()).get(variant))
        .filter(Measurement::succeeded);
  }

  /** The median time of one contender divided by that of another. */
  public OptionalDouble timeRatio(String rowId, Variant variant, Variant divisor) {
    Optional<Measurement> dividend = of(rowId, variant);
    Optional<Measurement> by = of(rowId, divisor);
    return dividend.isPresent() && by.isPresent()
        ? OptionalDouble.of(dividend.get().seconds() / by.get().seconds())
        : OptionalDouble.empty();
  }

  /** The speed relative to the Java SDK without its MD5 check. */
  public OptionalDouble timesTheSdk(String rowId, Variant variant) {
    return timeRatio(rowId, Variant.SDK_PLAIN, variant);
  }

  /** The share of the throughput of raw sockets with the same TLS. */
  public OptionalDouble shareOfCeiling(String rowId, Variant variant) {
    return timeRatio(rowId, variant.conscrypt() ? Variant.RAW_CONSCRYPT : Variant.RAW, variant);
  }
}
