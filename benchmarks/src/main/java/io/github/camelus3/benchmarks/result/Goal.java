package io.github.camelus3.benchmarks.result;

import static io.github.camelus3.benchmarks.result.Variant.CLIENT_ETAG;
import static io.github.camelus3.benchmarks.result.Variant.CLIENT_ETAG_CONSCRYPT;
import static io.github.camelus3.benchmarks.result.Variant.CLIENT_PLAIN;
import static io.github.camelus3.benchmarks.result.Variant.CLIENT_PLAIN_CONSCRYPT;
import static io.github.camelus3.benchmarks.result.Variant.ROUTE_ETAG;
import static io.github.camelus3.benchmarks.result.Variant.ROUTE_ETAG_METRICS;
import static io.github.camelus3.benchmarks.result.Variant.SDK_MD5;
import static io.github.camelus3.benchmarks.result.Variant.SYNC_ETAG;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * A performance goal.
 *
 * @param atLeast the required value; an upper limit if {@code lessIsBetter}
 * @param aim a better value; equal to {@code atLeast} if there is none
 * @param measured the measured value; empty if its row was not measured
 * @param why where the documents say what limits the value
 */
public record Goal(
    String title,
    double atLeast,
    double aim,
    boolean lessIsBetter,
    Function<Results, OptionalDouble> measured,
    String why) {
  private static final String SMALL = "cpu-time.md#small-files-in-a-young-process";
  private static final String BIG = "cpu-time.md#a-verified-upload-of-1-gib";
  private static final String SLOW = "cpu-time.md#a-slow-network";

  private static final Map<String, String> TITLES =
      Map.of(
          "put-64m", "one PUT of 64 MiB",
          "multipart-1", "1 GiB, 1 job",
          "multipart-10", "1 GiB, 10 jobs",
          "multipart-20", "1 GiB, 20 jobs",
          "small-1", "4 KiB, one after another",
          "small-16", "4 KiB, 16 at once");

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
            results -> results.timeRatio("multipart-10", SDK_MD5, CLIENT_ETAG),
            BIG));
    goals.add(sdk("one PUT of 64 MiB, no check", "put-64m", CLIENT_PLAIN, 2.0, 2.0));
    goals.add(ceiling("one PUT of 64 MiB, no check", "put-64m", CLIENT_PLAIN, 0.8));
    goals.add(sdk("20 ms, 20 jobs, no check", "latency-20", CLIENT_PLAIN, 1.7, 1.7));
    goals.add(ceiling("20 ms, 20 jobs, no check", "latency-20", CLIENT_PLAIN, 0.8));
    goals.add(sdk("20 ms, 20 jobs, ETag", "latency-20", CLIENT_ETAG, 1.2, 1.2));
    goals.add(sdk("4 KiB, one after another, ETag", "small-1", CLIENT_ETAG, 10, 14));
    goals.add(sdk("4 KiB, 16 at once, Camel route", "small-16", ROUTE_ETAG, 2, 2.5));
    goals.add(
        less(
            "4 KiB, 16 at once, Camel route: time with metrics ÷ without",
            1.03,
            1.03,
            results -> results.timeRatio("small-16-metrics", ROUTE_ETAG_METRICS, ROUTE_ETAG),
            SMALL));
    addTls(goals, false);
    addTls(goals, true);
    for (String row : List.of("put-64m", "multipart-1", "multipart-10", "multipart-20")) {
      goals.add(ceiling(TITLES.get(row) + ", https, no check", row + "-https", CLIENT_PLAIN, 0.85));
    }
    addEarly(goals, "", "");
    addEarly(goals, ", https", "-https");
    addBudgets(goals);
    goals.add(
        less(
            "peak RSS in MB, 1 GiB, 20 jobs, heap of 64 MiB, ETag",
            160,
            120,
            results -> number(results.of("heap-64m", CLIENT_ETAG).map(Measurement::peakMegabytes)),
            BIG));
    goals.add(
        less(
            "connections opened for 1 GiB at 20 jobs",
            20,
            20,
            results ->
                number(
                    results
                        .of("multipart-20", CLIENT_ETAG)
                        .map(measurement -> (double) measurement.connections())),
            BIG));
    return List.copyOf(goals);
  }

  private static void addTls(List<Goal> goals, boolean conscrypt) {
    Variant plain = conscrypt ? CLIENT_PLAIN_CONSCRYPT : CLIENT_PLAIN;
    Variant eTag = conscrypt ? CLIENT_ETAG_CONSCRYPT : CLIENT_ETAG;
    goals.add(tls("put-64m", plain, conscrypt ? 1.7 : 1.2));
    goals.add(tls("put-64m", eTag, conscrypt ? 1.6 : 1.1));
    goals.add(tls("multipart-1", plain, conscrypt ? 4.4 : 2.8));
    goals.add(tls("multipart-1", eTag, conscrypt ? 3.5 : 2.6));
    for (String row : List.of("multipart-10", "multipart-20")) {
      goals.add(tls(row, plain, conscrypt ? 1.6 : 1.4));
      goals.add(tls(row, eTag, conscrypt ? 1.35 : 1.1));
    }
    goals.add(tls("small-1", eTag, 4.5));
    goals.add(tls("small-16", eTag, 2));
  }

  private static Goal tls(String row, Variant variant, double atLeast) {
    String check = variant.verifyETag() ? ", ETag, " : ", no check, ";
    String library = variant.conscrypt() ? "Conscrypt" : "JDK's TLS";
    String title = TITLES.get(row) + ", https" + check + library;
    return sdk(title, row + "-https", variant, atLeast, atLeast);
  }

  private static void addEarly(List<Goal> goals, String protocol, String suffix) {
    String title = "4 KiB, 16 at once" + protocol + ", ";
    String start = "small-16-start" + suffix;
    String early = "small-16-early" + suffix;
    goals.add(sdk(title + "from the start, client", start, CLIENT_ETAG, 1.2, 1.2));
    goals.add(sdk(title + "from the start, Camel route", start, ROUTE_ETAG, 1.2, 1.2));
    goals.add(sdk(title + "after 6 rounds, Camel route", early, ROUTE_ETAG, 1.5, 1.5));
    goals.add(sdk(title + "after 6 rounds, synchronous callers", early, SYNC_ETAG, 1.5, 1.5));
  }

  private static void addBudgets(List<Goal> goals) {
    goals.add(budget("http", false, CLIENT_ETAG));
    goals.add(budget("https, JDK's TLS", true, CLIENT_ETAG));
    goals.add(budget("https, Conscrypt", true, CLIENT_ETAG_CONSCRYPT));
  }

  private static Goal budget(String protocol, boolean https, Variant variant) {
    int cores = Runtime.getRuntime().availableProcessors();
    return less(
        "1 GiB, 10 jobs, " + protocol + ", ETag: time ÷ sum of the parts",
        1.1,
        1.1,
        results -> number(Budget.of(results, https, variant, cores).map(Budget::ratio)),
        BIG);
  }

  private static Goal sdk(String title, String row, Variant variant, double atLeast, double aim) {
    return more(
        title + ": time of the Java SDK ÷ ours",
        atLeast,
        aim,
        results -> results.timesTheSdk(row, variant),
        why(row));
  }

  private static Goal ceiling(String title, String row, Variant variant, double aim) {
    return more(
        title + ": share of raw sockets",
        aim,
        aim,
        results -> results.shareOfCeiling(row, variant),
        why(row));
  }

  private static String why(String row) {
    if (row.startsWith("small")) {
      return SMALL;
    }
    return row.startsWith("latency") ? SLOW : BIG;
  }

  private static Goal more(
      String title,
      double atLeast,
      double aim,
      Function<Results, OptionalDouble> measured,
      String why) {
    return new Goal(title, atLeast, aim, false, measured, why);
  }

  private static Goal less(
      String title,
      double atMost,
      double aim,
      Function<Results, OptionalDouble> measured,
      String why) {
    return new Goal(title, atMost, aim, true, measured, why);
  }

  private static OptionalDouble number(Optional<Double> value) {
    return value.map(OptionalDouble::of).orElseGet(OptionalDouble::empty);
  }
}
