package io.github.camelus3.emulator;

import static io.github.camelus3.emulator.TestClient.pattern;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.platform.testkit.engine.EngineTestKit;

/** What the extension prints when a test fails. */
@ResourceLock(Resources.SYSTEM_ERR)
class FailureReportTest {
  private static final String SECRET = "s3cr3t-token";

  /** Runs by {@link FailureReportTest} alone: its name does not match those of tests. */
  static class Failing {
    @RegisterExtension
    static final Us3EmulatorExtension US3 = new Us3EmulatorExtension(TestClient.emulator());

    private static TestClient client() {
      return new TestClient(US3.emulator());
    }

    private static String policy(String url) {
      return "{\"callbackUrl\":\"%s\",\"callbackBody\":\"token=$(x:t)\",\"callbackVar\":{\"x:t\":\"%s\"}}"
          .formatted(url, SECRET);
    }

    @Test
    void afterAnUpload() {
      try (CallbackServer callback = CallbackServer.replying(500, "text/html", "no")) {
        client().put("stored.txt", pattern(5));
        client().putWithPolicy("refused.txt", policy(callback.url("/cb")), pattern(5));
      }
      throw new AssertionError("on purpose");
    }

    @Test
    void afterManyRequests() {
      for (int i = 0; i < 60; i++) {
        client().get("k" + i);
      }
      throw new AssertionError("on purpose");
    }

    @Test
    void afterAWrongSignature() {
      new TestClient(US3.emulator(), new Signer(Signer.DEMO.publicKey(), SECRET)).get("k");
      throw new AssertionError("on purpose");
    }

    @Test
    void not() {
      client().get("k");
    }

    @Test
    void notAsItIsSkipped() {
      client().get("k");
      Assumptions.abort("on purpose");
    }
  }

  /** The lines of the report; other lines may be printed meanwhile. */
  private static List<String> printedBy(String method) {
    PrintStream err = System.err;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      EngineTestKit.engine("junit-jupiter")
          .selectors(selectMethod(Failing.class, method))
          .execute();
    } finally {
      System.setErr(err);
    }
    List<String> report = new ArrayList<>();
    for (String line : printed.toString(StandardCharsets.UTF_8).lines().toList()) {
      boolean begins = line.startsWith("US3 emulator of the failed test ");
      if (begins || (report.size() > 0 && line.startsWith("  "))) {
        report.add(line);
      }
    }
    return report;
  }

  @Test
  void failedTestShowsItsRequestsAndCallbacks() {
    List<String> printed = printedBy("afterAnUpload");

    assertThat(printed).hasSize(6);
    assertThat(printed.get(0)).isEqualTo("US3 emulator of the failed test Failing.afterAnUpload()");
    assertThat(printed.get(1)).isEqualTo("  requests: 2");
    assertThat(printed.get(2)).matches("    PUT demobucket/stored.txt 200 \\d+ ms 5 B");
    assertThat(printed.get(3)).contains("refused.txt 599 ", "expect json, but received text/html");
    assertThat(printed.get(4)).isEqualTo("  callbacks: 1");
    assertThat(printed.get(5))
        .matches("    POST http://127.0.0.1:\\d+/cb\\?\\.\\.\\. 500 expect json, but .*");
    assertThat(printed).noneMatch(line -> line.contains(SECRET));
  }

  @Test
  void failedTestShowsItsLastRequestsOnly() {
    List<String> printed = printedBy("afterManyRequests");

    assertThat(printed).hasSize(2 + 50 + 1);
    assertThat(printed.get(1)).isEqualTo("  requests: the last 50 of 60");
    assertThat(printed.get(2)).startsWith("    GET demobucket/k10 404 ");
  }

  @Test
  void failedTestShowsWhyASignatureWasRefused() {
    List<String> printed = printedBy("afterAWrongSignature");

    assertThat(printed.get(2)).contains("valid for none of the buckets", "string to sign was");
    assertThat(printed).noneMatch(line -> line.contains(SECRET));
  }

  @Test
  void testThatPassesOrIsSkippedPrintsNothing() {
    assertThat(printedBy("not")).isEmpty();
    assertThat(printedBy("notAsItIsSkipped")).isEmpty();
  }
}
