package io.github.camelus3.benchmarks.result;

import java.util.Map;
import java.util.Optional;

/**
 * The large file at 10 jobs with its ETag, beside the parts that it is made of. All numbers of
 * parts are CPU seconds.
 *
 * @param sending raw sockets over plain HTTP, and the sink under them
 * @param encrypting encryption and the sink's decryption; 0 for plain HTTP
 * @param hashing SHA-1 by the JDK
 * @param cores the cores that share the work
 */
public record Budget(
    Measurement upload, double sending, double encrypting, double hashing, int cores) {
  private static final String ROW = "multipart-10";

  /** The budget of a variant; empty if it or a part was not measured. */
  public static Optional<Budget> of(Results results, boolean https, Variant variant, int cores) {
    Optional<Measurement> upload = results.of(https ? ROW + "-https" : ROW, variant);
    Optional<Measurement> raw = results.of(ROW, Variant.RAW);
    if (upload.isEmpty() || raw.isEmpty() || results.parts().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Budget(
            upload.get(),
            raw.get().median(Round::cpuSeconds) + raw.get().median(Round::sinkCpuSeconds),
            https ? encrypting(upload.get(), results.parts()) : 0,
            results.parts().get(Part.SHA1_JDK),
            cores));
  }

  private static double encrypting(Measurement upload, Map<Part, Double> parts) {
    String cipher = upload.cipher();
    return parts.get(Part.encryption(cipher, upload.variant().conscrypt()))
        + parts.get(Part.decryption(cipher));
  }

  /** The seconds of all parts, if every core works all the time. */
  public double seconds() {
    return (sending + encrypting + hashing) / cores;
  }

  /** The measured time divided by that of the parts. */
  public double ratio() {
    return upload.seconds() / seconds();
  }

  /** The CPU seconds of contender and sink. */
  public double cpuSeconds() {
    return upload.median(Round::cpuSeconds) + upload.median(Round::sinkCpuSeconds);
  }
}
