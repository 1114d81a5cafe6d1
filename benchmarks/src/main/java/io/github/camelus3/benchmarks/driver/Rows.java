package io.github.camelus3.benchmarks.driver;

import static io.github.camelus3.benchmarks.result.Variant.CLIENT_ETAG;
import static io.github.camelus3.benchmarks.result.Variant.CLIENT_ETAG_CONSCRYPT;
import static io.github.camelus3.benchmarks.result.Variant.CLIENT_MD5;
import static io.github.camelus3.benchmarks.result.Variant.CLIENT_PLAIN;
import static io.github.camelus3.benchmarks.result.Variant.CLIENT_PLAIN_CONSCRYPT;
import static io.github.camelus3.benchmarks.result.Variant.MEMORY;
import static io.github.camelus3.benchmarks.result.Variant.RAW;
import static io.github.camelus3.benchmarks.result.Variant.RAW_CONSCRYPT;
import static io.github.camelus3.benchmarks.result.Variant.ROUTE_ETAG;
import static io.github.camelus3.benchmarks.result.Variant.ROUTE_ETAG_CONSCRYPT;
import static io.github.camelus3.benchmarks.result.Variant.ROUTE_ETAG_METRICS;
import static io.github.camelus3.benchmarks.result.Variant.SDK_MD5;
import static io.github.camelus3.benchmarks.result.Variant.SDK_PLAIN;
import static io.github.camelus3.benchmarks.result.Variant.SYNC_ETAG;
import static io.github.camelus3.benchmarks.result.Variant.SYNC_ETAG_CONSCRYPT;

import io.github.camelus3.benchmarks.result.Row;
import io.github.camelus3.benchmarks.result.Uploads;
import io.github.camelus3.benchmarks.result.Variant;
import io.github.camelus3.benchmarks.worker.Task;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The rows of the comparison. */
final class Rows {
  /** The heap of every contender's process, except in rows about memory. */
  private static final int HEAP_MEGABYTES = 512;

  /** The rounds of rows below a second, whose times scatter more. */
  private static final int SHORT_ROW_ROUNDS = 15;

  private static final int BIG_ROW_WARM_UPS = 3;

  /** The JIT compiler replaces the JDK's TLS later than anything else. */
  private static final int BIG_TLS_WARM_UPS = 5;

  private static final List<Variant> IN_PARTS =
      List.of(MEMORY, RAW, CLIENT_PLAIN, CLIENT_ETAG, ROUTE_ETAG, SDK_PLAIN);
  private static final List<Variant> ALL =
      List.of(MEMORY, RAW, CLIENT_PLAIN, CLIENT_ETAG, CLIENT_MD5, ROUTE_ETAG, SDK_PLAIN, SDK_MD5);
  private static final List<Variant> TLS =
      List.of(
          RAW,
          RAW_CONSCRYPT,
          CLIENT_PLAIN,
          CLIENT_ETAG,
          ROUTE_ETAG,
          CLIENT_PLAIN_CONSCRYPT,
          CLIENT_ETAG_CONSCRYPT,
          SDK_PLAIN);
  private static final List<Variant> TLS_WITH_ROUTES = with(TLS, ROUTE_ETAG_CONSCRYPT);

  private static final List<Variant> METRICS = List.of(ROUTE_ETAG, ROUTE_ETAG_METRICS);
  private static final List<Variant> EARLY = List.of(CLIENT_ETAG, ROUTE_ETAG, SYNC_ETAG, SDK_PLAIN);
  private static final List<Variant> EARLY_TLS =
      List.of(
          CLIENT_ETAG,
          ROUTE_ETAG,
          SYNC_ETAG,
          CLIENT_ETAG_CONSCRYPT,
          ROUTE_ETAG_CONSCRYPT,
          SYNC_ETAG_CONSCRYPT,
          SDK_PLAIN);

  private Rows() {}

  /**
   * The size of the run.
   *
   * @param rounds the rounds of each row; 0 for the default of each row
   */
  record Scale(long bigBytes, long mediumBytes, int smallFiles, int rounds) {
    static final Scale FULL = new Scale(1L << 30, 64L << 20, 5000, 0);
    static final Scale QUICK = new Scale(64L << 20, 16L << 20, 300, 1);

    /** The same scale with this number of rounds in each row. */
    Scale withRounds(int value) {
      return new Scale(bigBytes, mediumBytes, smallFiles, value);
    }

    private int rounds(int enough) {
      return rounds == 0 ? enough : rounds;
    }

    private int warmUps(int enough) {
      return rounds == 0 ? enough : Math.min(enough, rounds);
    }

    /** One large file, in parts. */
    Uploads big() {
      return new Uploads("big", Task.Mode.MULTIPART, 1, bigBytes);
    }

    /** One file with one PUT. */
    Uploads medium() {
      return new Uploads("medium", Task.Mode.PUT, 1, mediumBytes);
    }

    /** Many files. */
    Uploads small() {
      return new Uploads("small", Task.Mode.PUT, smallFiles, 4096);
    }
  }

  /** All rows in the order in which they run. */
  static List<Row> of(Scale scale) {
    String big = size(scale.bigBytes());
    List<Row> rows = new ArrayList<>();
    rows.add(put(scale));
    rows.add(last(rows).overTls(TLS));
    rows.add(inParts("multipart-1", big + " in parts, 1 job", scale, 1, 0, IN_PARTS));
    rows.add(bigOverTls(last(rows), scale, TLS));
    rows.add(inParts("multipart-4", big + " in parts, 4 jobs", scale, 4, 0, IN_PARTS));
    rows.add(inParts("multipart-10", big + " in parts, 10 jobs", scale, 10, 0, ALL));
    rows.add(bigOverTls(last(rows), scale, TLS_WITH_ROUTES));
    rows.add(inParts("multipart-20", big + " in parts, 20 jobs", scale, 20, 0, IN_PARTS));
    rows.add(bigOverTls(last(rows), scale, TLS));
    List<Variant> delayed = List.of(RAW, CLIENT_PLAIN, CLIENT_ETAG, ROUTE_ETAG, SDK_PLAIN);
    rows.add(inParts("latency-10", big + " in parts, 10 jobs, 20 ms", scale, 10, 20, delayed));
    rows.add(inParts("latency-20", big + " in parts, 20 jobs, 20 ms", scale, 20, 20, delayed));
    rows.add(bigOverTls(last(rows), scale, TLS));
    rows.add(small("small-1", "one after another", scale, 1, 10, 5, IN_PARTS));
    rows.add(last(rows).overTls(TLS_WITH_ROUTES));
    rows.add(small("small-16", "16 at once", scale, 16, 30, 15, with(ALL, SYNC_ETAG)));
    rows.add(last(rows).overTls(with(TLS_WITH_ROUTES, SYNC_ETAG, SYNC_ETAG_CONSCRYPT)));
    rows.add(small("small-16-metrics", "16 at once, with metrics", scale, 16, 15, 41, METRICS));
    rows.add(small("small-16-start", "16 at once, from the start", scale, 16, 0, 5, EARLY));
    rows.add(last(rows).overTls(EARLY_TLS));
    rows.add(small("small-16-early", "16 at once, after 6 rounds", scale, 16, 6, 5, EARLY));
    rows.add(last(rows).overTls(EARLY_TLS));
    rows.add(
        inParts("heap-64m", big + " in parts, 20 jobs, heap of 64 MiB", scale, 20, 0, memory())
            .withHeap(64, 1, scale.rounds(5)));
    return List.copyOf(rows);
  }

  /** The variants of the memory rows. */
  static List<Variant> memory() {
    return List.of(CLIENT_PLAIN, CLIENT_ETAG, ROUTE_ETAG, SDK_PLAIN);
  }

  private static List<Variant> with(List<Variant> variants, Variant... more) {
    return Stream.concat(variants.stream(), Arrays.stream(more)).toList();
  }

  private static Row last(List<Row> rows) {
    return rows.get(rows.size() - 1);
  }

  private static Row bigOverTls(Row row, Scale scale, List<Variant> variants) {
    return row.overTls(variants)
        .withHeap(row.heapMegabytes(), scale.warmUps(BIG_TLS_WARM_UPS), row.rounds());
  }

  private static Row put(Scale scale) {
    return new Row(
        "put-64m",
        "One PUT of " + size(scale.mediumBytes()),
        scale.medium(),
        false,
        1,
        0,
        HEAP_MEGABYTES,
        scale.warmUps(10),
        scale.rounds(SHORT_ROW_ROUNDS),
        ALL);
  }

  private static Row inParts(
      String id, String title, Scale scale, int jobs, int latency, List<Variant> variants) {
    return new Row(
        id,
        title,
        scale.big(),
        false,
        jobs,
        latency,
        HEAP_MEGABYTES,
        scale.warmUps(BIG_ROW_WARM_UPS),
        scale.rounds(5),
        variants);
  }

  private static Row small(
      String id,
      String how,
      Scale scale,
      int jobs,
      int warmUps,
      int rounds,
      List<Variant> variants) {
    return new Row(
        id,
        scale.smallFiles() + " files of 4 KiB, " + how,
        scale.small(),
        false,
        jobs,
        0,
        HEAP_MEGABYTES,
        scale.warmUps(warmUps),
        scale.rounds(rounds),
        variants);
  }

  private static String size(long bytes) {
    return bytes >= 1 << 30 ? (bytes >> 30) + " GiB" : (bytes >> 20) + " MiB";
  }
}
