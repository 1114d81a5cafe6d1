package io.github.camelus3.benchmarks.report;

import static io.github.camelus3.benchmarks.result.Variant.CLIENT_ETAG;
import static io.github.camelus3.benchmarks.result.Variant.CLIENT_ETAG_CONSCRYPT;
import static io.github.camelus3.benchmarks.result.Variant.CLIENT_PLAIN;
import static io.github.camelus3.benchmarks.result.Variant.CLIENT_PLAIN_CONSCRYPT;
import static io.github.camelus3.benchmarks.result.Variant.RAW;
import static io.github.camelus3.benchmarks.result.Variant.RAW_CONSCRYPT;
import static io.github.camelus3.benchmarks.result.Variant.ROUTE_ETAG;
import static io.github.camelus3.benchmarks.result.Variant.SDK_PLAIN;

import io.github.camelus3.benchmarks.result.Results;
import io.github.camelus3.benchmarks.result.Row;
import io.github.camelus3.benchmarks.result.Variant;
import java.util.List;

/** A picture of the report: the share of the raw sockets' throughput, row by row. */
public enum Picture {
  HTTP(
      "benchmarks-http",
      "Throughput by http in % of raw sockets",
      false,
      RAW,
      List.of(CLIENT_PLAIN, CLIENT_ETAG, ROUTE_ETAG, SDK_PLAIN)),
  HTTPS(
      "benchmarks-https",
      "Throughput by https in % of raw sockets with Conscrypt",
      true,
      RAW_CONSCRYPT,
      List.of(
          RAW,
          CLIENT_PLAIN_CONSCRYPT,
          CLIENT_ETAG_CONSCRYPT,
          CLIENT_PLAIN,
          CLIENT_ETAG,
          ROUTE_ETAG,
          SDK_PLAIN));

  private final String file;
  private final String title;
  private final boolean https;
  private final Variant ceiling;
  private final List<Variant> series;

  Picture(String file, String title, boolean https, Variant ceiling, List<Variant> series) {
    this.file = file;
    this.title = title;
    this.https = https;
    this.ceiling = ceiling;
    this.series = series;
  }

  /** The name of the file without its extension. */
  public String file() {
    return file;
  }

  /** The title, which says what is 100 %. */
  String title() {
    return title;
  }

  /** The rows in which every contender of the picture succeeded. */
  public List<Row> rows(Results results) {
    return candidates(results).stream().filter(row -> isComplete(results, row)).toList();
  }

  /** The rows with raw sockets that are not in the picture, because a contender failed. */
  List<Row> omitted(Results results) {
    return candidates(results).stream().filter(row -> !isComplete(results, row)).toList();
  }

  private List<Row> candidates(Results results) {
    return results.byRow().values().stream()
        .map(row -> row.values().iterator().next().row())
        .filter(row -> row.https() == https && row.variants().contains(ceiling))
        .toList();
  }

  private boolean isComplete(Results results, Row row) {
    return results.of(row.id(), ceiling).isPresent()
        && series.stream().allMatch(variant -> results.of(row.id(), variant).isPresent());
  }

  /** The contenders that have bars. */
  List<Variant> series() {
    return series;
  }

  /** The name of a contender. */
  String label(Variant variant) {
    return variant.label(https);
  }

  /** The contender that is 100 %. */
  Variant ceiling() {
    return ceiling;
  }
}
