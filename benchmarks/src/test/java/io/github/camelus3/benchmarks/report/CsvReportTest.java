package io.github.camelus3.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelus3.benchmarks.result.Measurement;
import io.github.camelus3.benchmarks.result.Part;
import io.github.camelus3.benchmarks.result.Results;
import io.github.camelus3.benchmarks.result.Round;
import io.github.camelus3.benchmarks.result.Row;
import io.github.camelus3.benchmarks.result.Uploads;
import io.github.camelus3.benchmarks.result.Variant;
import io.github.camelus3.benchmarks.worker.Task;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CsvReportTest {
  private static final Instant EARLIER = Instant.parse("2026-11-01T10:00:00Z");
  private static final Instant NOW = Instant.parse("2026-11-02T10:00:00Z");
  private static final Row ROW =
      new Row(
          "row",
          "Row",
          new Uploads("big", Task.Mode.MULTIPART, 1, 8_000_000),
          true,
          1,
          0,
          512,
          1,
          2,
          List.of(Variant.CLIENT_ETAG, Variant.CLIENT_ETAG_CONSCRYPT, Variant.SDK_PLAIN));

  private static Measurement measurement(Variant variant, double seconds) {
    return new Measurement(
        ROW,
        variant,
        List.of(new Round(9, 8, 7, 6, 5, "TLSv1.3 A")),
        List.of(
            new Round(seconds, 2.5, 0.25, 16, 1_000_000, "TLSv1.3 A"),
            new Round(2 * seconds, 3.5, 0.5, 0, 2_000_000, "TLSv1.3 B")),
        null);
  }

  private static Results earlier() {
    Results results = new Results();
    results.describe(EARLIER, "on a machine");
    results.add(
        EARLIER,
        List.of(
            measurement(Variant.CLIENT_ETAG, 1),
            measurement(Variant.CLIENT_ETAG_CONSCRYPT, 2),
            measurement(Variant.SDK_PLAIN, 3)));
    return results;
  }

  @Test
  void aRowOfAnEarlierRunIsKeptAsItWasMeasured() {
    Results results = new Results();

    CsvReport.keep(CsvReport.of(earlier()), List.of(ROW), results);

    assertThat(results.all()).isEqualTo(earlier().all());
    assertThat(results.run("row")).isEqualTo(EARLIER);
    assertThat(results.descriptions()).containsExactly(Map.entry(EARLIER, "on a machine"));
  }

  @Test
  void aRowThatIsMeasuredAgainReplacesTheEarlierOne() {
    Results results = new Results();
    results.add(NOW, List.of(measurement(Variant.SDK_PLAIN, 4)));
    results.describe(NOW, "on another machine");

    CsvReport.keep(CsvReport.of(earlier()), List.of(ROW), results);

    assertThat(results.all()).containsExactly(measurement(Variant.SDK_PLAIN, 4));
    assertThat(results.run("row")).isEqualTo(NOW);
    assertThat(results.descriptions()).containsOnlyKeys(NOW);
  }

  @Test
  void thePartsOfAnEarlierRunAreKept() {
    Results earlier = new Results();
    earlier.addPart(EARLIER, Part.SHA1_JDK, 0.54);
    Results results = new Results();

    CsvReport.keep(CsvReport.of(earlier), List.of(ROW), results);

    assertThat(results.parts()).isEqualTo(earlier.parts());
    assertThat(results.run(Results.PARTS)).isEqualTo(EARLIER);
  }

  @Test
  void aRowThatDoesNotExistAnyMoreIsLeftOut() {
    Results results = new Results();

    CsvReport.keep(CsvReport.of(earlier()), List.of(), results);

    assertThat(results.all()).isEmpty();
  }
}
