package io.github.camelus3.emulator.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.camelus3.emulator.callback.CallbackOrigin;
import io.github.camelus3.emulator.callback.CallbackRequest;
import io.github.camelus3.emulator.callback.CallbackTrace;
import io.github.camelus3.emulator.callback.PutPolicy;
import io.github.camelus3.emulator.protocol.Watch;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How much the console remembers. */
class JournalTest {
  private final Journal journal = new Journal(Clock.systemUTC());

  private void add(String body, String variable, String failure) {
    PutPolicy policy =
        new PutPolicy("http://host/", body, Optional.empty(), Map.of("x:v", variable));
    add(
        new CallbackTrace(
            new CallbackOrigin("session", "bucket", "key", policy),
            new CallbackRequest("http://host/", "", ""),
            Optional.empty(),
            20003,
            Optional.of(failure),
            List.of(),
            Duration.ZERO));
  }

  private void add(CallbackTrace trace) {
    try (Watch.Run<CallbackTrace> run = journal.callbackWatch().begin(() -> trace)) {
      run.end(trace);
    }
  }

  private static CallbackTrace trace() {
    PutPolicy policy = new PutPolicy("http://host/", "", Optional.empty(), Map.of());
    return new CallbackTrace(
        new CallbackOrigin("session", "bucket", "key", policy),
        new CallbackRequest("http://host/", "", ""),
        Optional.empty(),
        0,
        Optional.empty(),
        List.of(),
        Duration.ZERO);
  }

  @Test
  void whatRunsIsInTheListUntilItIsForgotten() {
    CallbackTrace trace = trace();
    try (Watch.Run<CallbackTrace> run = journal.callbackWatch().begin(() -> trace)) {
      for (int i = 0; i < 1001; i++) {
        add(trace);
      }
      journal.clear();
      add(trace);

      assertThat(journal.callbacks())
          .extracting(CallbackEntry::id, CallbackEntry::running)
          .containsExactly(tuple(1003L, false), tuple(1L, true));
      run.changed();
    }

    assertThat(journal.callbacks()).extracting(CallbackEntry::id).containsExactly(1003L);
  }

  @Test
  void outcomeReplacesWhatRan() {
    CallbackTrace trace = trace();
    try (Watch.Run<CallbackTrace> run = journal.callbackWatch().begin(() -> trace)) {
      add(trace);
      run.end(trace);
    }

    assertThat(journal.callbacks())
        .extracting(CallbackEntry::id, CallbackEntry::running, CallbackEntry::again)
        .containsExactly(tuple(2L, false, true), tuple(1L, false, false));
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
