package io.github.camelus3.emulator.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelus3.emulator.callback.CallbackOrigin;
import io.github.camelus3.emulator.callback.CallbackRequest;
import io.github.camelus3.emulator.callback.CallbackTrace;
import io.github.camelus3.emulator.callback.PutPolicy;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How much the console remembers. */
class JournalTest {
  private final Journal journal = new Journal(Clock.systemUTC());

  private void add(String body, String variable, String failure) {
    PutPolicy policy =
        new PutPolicy("http://host/", body, Optional.empty(), Map.of("x:v", variable));
    journal.add(
        new CallbackTrace(
            new CallbackOrigin("session", "bucket", "key", policy),
            new CallbackRequest("http://host/", "", ""),
            Optional.empty(),
            20003,
            Optional.of(failure),
            Duration.ZERO));
  }

  @Test
  void variablesOfPoliciesCountAsMemory() {
    for (int i = 0; i < 30; i++) {
      add("", "v".repeat(600_000), "x");
    }

    assertThat(journal.callbacks()).hasSize(26);
  }

  @Test
  void bodiesOfPoliciesCountAsMemory() {
    for (int i = 0; i < 30; i++) {
      add("v".repeat(600_000), "", "x");
    }

    assertThat(journal.callbacks()).hasSize(26);
  }

  @Test
  void longFailuresAreCut() {
    add("", "", "x".repeat(4096));
    add("", "", "x".repeat(4097));

    assertThat(journal.callbacks())
        .extracting(CallbackEntry::failure)
        .containsExactly("x".repeat(4096) + "…", "x".repeat(4096));
  }
}
