package io.github.camelus3.benchmarks.result;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelus3.benchmarks.worker.Task;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class MeasurementTest {
  private static final Uploads UPLOADS = new Uploads("big", Task.Mode.MULTIPART, 1, 8_000_000);

  private static Measurement of(Variant variant, double... seconds) {
    Row row = new Row("row", "Row", UPLOADS, false, 1, 0, 512, 1, seconds.length, List.of(variant));
    return new Measurement(
        row,
        variant,
        List.of(round(100, 7)),
        Arrays.stream(seconds).mapToObj(s -> round(s, 1)).toList(),
        null);
  }

  private static Round round(double seconds, long connections) {
    return new Round(seconds, 0, 0, connections, 5_000_000, "");
  }

  @Test
  void medianOfAnOddNumberOfRoundsIsTheMiddle() {
    assertThat(of(Variant.RAW, 3, 1, 2).seconds()).isEqualTo(2);
  }

  @Test
  void medianOfAnEvenNumberOfRoundsIsTheMeanOfTheMiddleTwo() {
    assertThat(of(Variant.RAW, 4, 1, 2, 3).seconds()).isEqualTo(2.5);
  }

  @Test
  void warmUpsCountForConnectionsOnly() {
    Measurement measurement = of(Variant.RAW, 3, 1, 2);

    assertThat(measurement.maxSeconds()).isEqualTo(3);
    assertThat(measurement.connections()).isEqualTo(7);
    assertThat(measurement.allConnections()).isEqualTo(10);
  }

  @Test
  void rateIsMegabytesASecond() {
    assertThat(of(Variant.RAW, 4).rate()).isEqualTo(2);
  }

  @Test
  void ratiosDivideMedianTimes() {
    Results results = new Results();
    results.add(
        Instant.EPOCH,
        List.of(of(Variant.RAW, 1), of(Variant.CLIENT_PLAIN, 2), of(Variant.SDK_PLAIN, 5)));

    assertThat(results.timesTheSdk("row", Variant.CLIENT_PLAIN)).hasValue(2.5);
    assertThat(results.shareOfCeiling("row", Variant.CLIENT_PLAIN)).hasValue(0.5);
    assertThat(results.timesTheSdk("row", Variant.ROUTE_ETAG)).isEmpty();
  }
}
