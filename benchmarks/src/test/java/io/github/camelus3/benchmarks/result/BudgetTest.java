package io.github.camelus3.benchmarks.result;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelus3.benchmarks.worker.Task;
import java.time.Instant;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BudgetTest {
  private static final Offset<Double> ROUNDING = Offset.offset(1e-9);
  private static final Uploads UPLOADS = new Uploads("big", Task.Mode.MULTIPART, 1, 1 << 30);
  private static final Row PLAIN =
      new Row("multipart-10", "Row", UPLOADS, false, 10, 0, 512, 0, 1, List.of());

  private final Results results = new Results();

  @BeforeEach
  void measureRawSocketsAndParts() {
    add(PLAIN, Variant.RAW, 0.4, "");
    for (Part part : Part.values()) {
      results.addPart(Instant.EPOCH, part, 1 + part.ordinal());
    }
  }

  /** A round with 2 CPU seconds, and 1 of the sink. */
  private void add(Row row, Variant variant, double seconds, String cipher) {
    Round round = new Round(seconds, 2, 1, 10, 0, cipher);
    results.add(
        Instant.EPOCH, List.of(new Measurement(row, variant, List.of(), List.of(round), null)));
  }

  private Budget budget(boolean https, Variant variant) {
    return Budget.of(results, https, variant, 2).orElseThrow();
  }

  @Test
  void plainHttpIsSendingAndHashing() {
    add(PLAIN, Variant.CLIENT_ETAG, 6, "");

    Budget budget = budget(false, Variant.CLIENT_ETAG);

    assertThat(budget.sending()).isEqualTo(3);
    assertThat(budget.encrypting()).isZero();
    assertThat(budget.seconds()).isEqualTo((3 + 7) / 2.0);
    assertThat(budget.ratio()).isEqualTo(1.2, ROUNDING);
  }

  @Test
  void tlsAddsTheEncryptionOfTheContenderAndTheDecryptionOfTheSink() {
    add(PLAIN.overTls(List.of()), Variant.CLIENT_ETAG, 6, "TLSv1.3 TLS_AES_128_GCM_SHA256");

    Budget budget = budget(true, Variant.CLIENT_ETAG);

    assertThat(budget.encrypting()).isEqualTo(1 + 3);
  }

  @Test
  void theKeySizeIsTheNegotiatedOne() {
    add(
        PLAIN.overTls(List.of()),
        Variant.CLIENT_ETAG_CONSCRYPT,
        6,
        "TLSv1.3 TLS_AES_256_GCM_SHA384");

    Budget budget = budget(true, Variant.CLIENT_ETAG_CONSCRYPT);

    assertThat(budget.encrypting()).isEqualTo(5 + 6);
  }

  @Test
  void thereIsNoneWithoutTheUpload() {
    assertThat(Budget.of(results, true, Variant.CLIENT_ETAG, 2)).isEmpty();
  }
}
