package io.github.camelus3.component;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelus3.client.ObjectInfo;
import io.github.camelus3.client.ObjectSummary;
import io.github.camelus3.component.consumer.ObjectSelection;
import io.github.camelus3.component.options.ConsumerSettings;
import io.github.camelus3.emulator.Us3Api;
import io.github.camelus3.emulator.Us3Emulator;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Objects are selected by age and by done objects. */
class PollingSelectionTest extends PollingTestSupport {
  private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "2026-06-01T11:59:00Z, true",
    "2026-06-01T11:59:01Z, false",
    "2026-06-01T12:05:00Z, false",
    ", true"
  })
  void anObjectIsTakenOnceItIsOldEnough(Instant changed, boolean taken) {
    Us3Configuration options = new Us3Configuration();
    options.setMinAge(60_000);
    ObjectSelection selection =
        ObjectSelection.of(ConsumerSettings.of(options), Clock.fixed(NOW, ZoneOffset.UTC));
    ObjectInfo object =
        new ObjectInfo(
            new ObjectSummary(BUCKET, "a", 1, "e", null, null, changed, null, Map.of(), null),
            0,
            null);

    assertThat(selection.isOldEnough(object)).isEqualTo(taken);
  }

  @Test
  void anObjectThatIsTooYoungWaits() throws Exception {
    store("a", "x");

    poll(OFTEN + "&minAge=1h");

    awaitPolls(4);
    stopPolling();
    assertThat(keys()).isEmpty();
  }

  @Test
  void nothingIsPolledBeforeTheDoneObjectIsThere() throws Exception {
    Stream.of("in/a", "in/b").forEach(key -> store(key, "x"));
    poll(OFTEN + "&prefix=in/&doneFileName=in/ready&idempotent=true");
    awaitPolls(3);
    assertThat(keys()).isEmpty();
    assertThat(requests(Us3Api.LIST_OBJECTS)).isEmpty();

    out().expectedMessageCount(2);
    store("in/ready", "");

    out().assertIsSatisfied();
    stopPolling();
    assertThat(keys()).containsExactly("in/a", "in/b");
    assertThat(us3.keys(BUCKET)).contains("in/ready");
  }

  @ParameterizedTest
  @CsvSource({
    "${file:name}.done, in/a.txt.done",
    "${file:name.noext}.done, in/a.done",
    "done/${file:name}, done/in/a.txt"
  })
  void anObjectIsPolledWithItsDoneObjectAndDeletedWithIt(String option, String done)
      throws Exception {
    Stream.of("in/a.txt", "in/b.txt", done).forEach(key -> store(key, "x"));
    out().expectedMessageCount(1);

    poll(OFTEN + "&deleteAfterRead=true&doneFileName=" + option);

    out().assertIsSatisfied();
    stopPolling();
    assertThat(keys()).containsExactly("in/a.txt");
    assertThat(us3.keys(BUCKET)).containsExactly("in/b.txt");
  }

  @Test
  void aKeyIsNotEvaluatedForItsDoneObject() throws Exception {
    Stream.of("${exchangeId}", "${exchangeId}.done").forEach(key -> store(key, "x"));
    out().expectedMessageCount(1);

    poll(ONCE + "&doneFileName=${file:name}.done");

    out().assertIsSatisfied();
    assertThat(keys()).containsExactly("${exchangeId}");
  }

  @ParameterizedTest
  @CsvSource({"none, a b c", "key, a b c", "lastModified, c b a"})
  void sortsThePage(Us3SortBy order, String expected) throws Exception {
    AtomicReference<Instant> now = new AtomicReference<>(NOW);
    Clock clock =
        new Clock() {
          @Override
          public ZoneId getZone() {
            return ZoneOffset.UTC;
          }

          @Override
          public Clock withZone(ZoneId zone) {
            return this;
          }

          @Override
          public Instant instant() {
            return now.get();
          }
        };
    try (Us3Emulator ordered =
        Us3Emulator.builder()
            .bucket(BUCKET)
            .credentials("public-key", "private-key")
            .clock(clock)
            .start()) {
      for (String key : List.of("c", "b", "a")) {
        ordered.putObject(BUCKET, key, new byte[1], "text/plain");
        now.set(now.get().plusSeconds(1));
      }
      out().expectedMessageCount(3);

      poll(ONCE + "&sortBy=" + order + "&endpoint=" + ordered.endpoint());

      out().assertIsSatisfied();
      stopPolling();
      assertThat(keys()).containsExactly(expected.split(" "));
    }
  }

  @Test
  void browsingRequestsNoPageBehindItsLimit() {
    store("a", "x");
    store("b", "x");
    store("c", "x");
    Us3Endpoint endpoint = context.getEndpoint("us3:photos?maxResults=2", Us3Endpoint.class);

    assertThat(endpoint.getExchanges(2, null)).hasSize(2);

    assertThat(requests(Us3Api.LIST_OBJECTS)).hasSize(1);
  }
}
