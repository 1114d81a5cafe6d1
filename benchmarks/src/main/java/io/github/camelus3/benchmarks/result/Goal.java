package io.github.camelus3.benchmarks.result;

import static io.github.camelus3.benchmarks.result.Variant.CLIENT_ETAG;
import static io.github.camelus3.benchmarks.result.Variant.CLIENT_PLAIN;
import static io.github.camelus3.benchmarks.result.Variant.ROUTE_ETAG;
import static io.github.camelus3.benchmarks.result.Variant.SDK_MD5;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * A performance goal.
 *
 * @param atLeast the required value; an upper limit if {@code lessIsBetter}
 * @param aim a better value; equal to {@code atLeast} if there is none
 * @param measured the measured value; empty if its row was not measured
 */
public record Goal(
    String title,
    double atLeast,
    double aim,
    boolean lessIsBetter,
    Function<Results, OptionalDouble> measured) {
  /** Whether {@code value} reaches {@code mark}. */
  public boolean reaches(double value, double mark) {
    return lessIsBetter ? value <= mark : value >= mark;
  }

  /** All goals, set for two cores. */
  public static List<Goal> all() {
    List<Goal> goals = new ArrayList<>();
    goals.add(sdk("1 GiB, 1 job, no check", "multipart-1", CLIENT_PLAIN, 4.5, 6));
    goals.add(sdk("1 GiB, 1 job, ETag", "multipart-1", CLIENT_ETAG, 2.5, 4.5));
    for (int jobs : new int[] {10, 20}) {
      String row = "multipart-" + jobs;
      String title = "1 GiB, " + jobs + " jobs, ";
      goals.add(sdk(title + "ETag", row, CLIENT_ETAG, 1.0, 1.3));
      goals.add(sdk(title + "no check", row, CLIENT_PLAIN, 1.7, 2.0));
      goals.add(ceiling(title + "no check", row, CLIENT_PLAIN, 0.65));
    }
    goals.add(
        more(
            "1 GiB, 10 jobs, both with their full check: time of the Java SDK with MD5 ÷ ours with"
                + " ETag",
            1.9,
            2.4,
            results -> results.timeRatio("multipart-10", SDK_MD5, CLIENT_ETAG)));
    goals.add(sdk("one PUT of 64 MiB, no check", "put-64m", CLIENT_PLAIN, 2.0, 2.0));
    goals.add(ceiling("one PUT of 64 MiB, no check", "put-64m", CLIENT_PLAIN, 0.8));
    goals.add(sdk("20 ms, 20 jobs, no check", "latency-20", CLIENT_PLAIN, 1.7, 1.7));
    goals.add(ceiling("20 ms, 20 jobs, no check", "latency-20", CLIENT_PLAIN, 0.8));
    goals.add(sdk("20 ms, 20 jobs, ETag", "latency-20", CLIENT_ETAG, 1.2, 1.2));
    goals.add(sdk("4 KiB, one after another, ETag", "small-1", CLIENT_ETAG, 10, 14));
    goals.add(sdk("4 KiB, 16 at once, Camel route", "small-16", ROUTE_ETAG, 2, 2.5));
    goals.add(
        less(
            "peak RSS in MB, 1 GiB, 20 jobs, heap of 64 MiB, ETag",
            160,
            120,
            results ->
                number(results.of("heap-64m", CLIENT_ETAG).map(Measurement::peakMegabytes))));
    goals.add(
        less(
            "connections opened for 1 GiB at 20 jobs",
            20,
            20,
            results ->
                number(
                    results
                        .of("multipart-20", CLIENT_ETAG)
                        .map(measurement -> (double) measurement.connections()))));
    return List.copyOf(goals);
  }

  private static Goal sdk(String title, String row, Variant variant, double atLeast, double aim) {
    return more(
        title + ": time of the Java SDK ÷ ours",
        atLeast,
        aim,
        results -> results.timesTheSdk(row, variant));
  }

  private static Goal ceiling(String title, String row, Variant variant, double aim) {
    return more(
        title + ": share of raw sockets",
        aim,
        aim,
        results -> results.shareOfCeiling(row, variant));
  }

  private static Goal more(
      String title, double atLeast, double aim, Function<Results, OptionalDouble> measured) {
    return new Goal(title, atLeast, aim, false, measured);
  }

  private static Goal less(
      String title, double atMost, double aim, Function<Results, OptionalDouble> measured) {
    return new Goal(title, atMost, aim, true, measured);
  }

  private static OptionalDouble number(Optional<Double> value) {
    return value.map(OptionalDouble::of).orElseGet(OptionalDouble::empty);
  }
}
