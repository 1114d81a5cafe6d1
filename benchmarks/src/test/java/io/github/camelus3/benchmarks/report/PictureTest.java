package io.github.camelus3.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelus3.benchmarks.result.Measurement;
import io.github.camelus3.benchmarks.result.Results;
import io.github.camelus3.benchmarks.result.Round;
import io.github.camelus3.benchmarks.result.Row;
import io.github.camelus3.benchmarks.result.Uploads;
import io.github.camelus3.benchmarks.result.Variant;
import io.github.camelus3.benchmarks.worker.Task;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PictureTest {
  private static final Uploads UPLOADS = new Uploads("big", Task.Mode.MULTIPART, 1, 8_000_000);
  private static final Row PLAIN =
      new Row("row", "Row", UPLOADS, false, 1, 0, 512, 0, 1, List.of(Variant.values()));
  private static final Row TLS = PLAIN.overTls(List.of(Variant.values()));

  private final Results results = new Results();

  private void measure(Row row, Variant failed) {
    Round round = new Round(1, 1, 1, 1, 1, "");
    for (Variant variant : row.variants()) {
      String failure = variant == failed ? "failed" : null;
      List<Round> rounds = failure == null ? List.of(round) : List.of();
      results.add(
          Instant.EPOCH, List.of(new Measurement(row, variant, List.of(), rounds, failure)));
    }
  }

  @Test
  void hasTheRowsOfItsProtocol() {
    measure(PLAIN, null);
    measure(TLS, null);

    assertThat(Picture.HTTP.rows(results)).containsExactly(PLAIN);
    assertThat(Picture.HTTPS.rows(results)).containsExactly(TLS);
  }

  @Test
  void aRowWithAFailedContenderIsOmittedAndNamed() {
    measure(TLS, Variant.CLIENT_ETAG_CONSCRYPT);

    assertThat(Picture.HTTPS.rows(results)).isEmpty();
    assertThat(Picture.HTTPS.omitted(results)).containsExactly(TLS);
  }

  @Test
  void aRowWithoutRawSocketsIsNeither() {
    measure(PLAIN.overTls(List.of(Variant.CLIENT_ETAG)), null);

    assertThat(Picture.HTTPS.rows(results)).isEmpty();
    assertThat(Picture.HTTPS.omitted(results)).isEmpty();
  }
}
