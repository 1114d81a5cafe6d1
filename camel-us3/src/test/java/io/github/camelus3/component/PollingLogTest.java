package io.github.camelus3.component;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelus3.Await;
import io.github.camelus3.component.consumer.Us3Consumer;
import io.github.camelus3.component.consumer.Us3PollingConsumer;
import io.github.camelus3.emulator.Fault;
import io.github.camelus3.emulator.Us3Api;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.ConsumerTemplate;
import org.apache.camel.Exchange;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.support.LoggingExceptionHandler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

/** What consumers log when each poll fails. */
class PollingLogTest extends PollingTestSupport {
  private static final String SOON = "initialDelay=0&delay=20";

  private final LogCapture log =
      new LogCapture(Level.INFO, Us3Consumer.class.getName(), Us3PollingConsumer.class.getName());

  @AfterEach
  void stopCapture() {
    log.close();
  }

  private List<String> warnings() {
    return log.lines(Level.WARN);
  }

  /** Waits for a line that a poll writes; the class has a limit of time. */
  private void awaitLines(Level level, int count) {
    Await.until(() -> log.lines(level).size() >= count);
  }

  private static Fault refusal(int status, int retCode) {
    return Fault.answer(status, retCode, "refused").on(Us3Api.LIST_OBJECTS);
  }

  @Test
  void theSameFailureHasOneTraceThenALineWithTheCountAndItsRecovery() throws Exception {
    us3.inject(refusal(403, -148643).times(4));

    poll(SOON);
    awaitLines(Level.INFO, 1);

    assertThat(warnings()).hasSize(4);
    assertThat(warnings().get(0)).contains("Failed polling endpoint");
    assertThat(warnings().get(1))
        .contains("HTTP 403, RetCode -148643", "session ", "(failure 2 of this kind)");
    assertThat(warnings().get(3)).contains("(failure 4 of this kind)");
    assertThat(log.traces()).isEqualTo(1);
    assertThat(log.lines(Level.INFO))
        .containsExactly("Polls of bucket photos succeed again after 4 failures");
    assertThat(log.text()).doesNotContain("private-key");
  }

  @Test
  void anotherFailureHasATraceOfItsOwn() throws Exception {
    us3.inject(refusal(403, -148643).times(2));
    us3.inject(refusal(400, -148653).times(2));

    poll(SOON);
    awaitLines(Level.INFO, 1);

    assertThat(warnings()).hasSize(4);
    assertThat(log.traces()).isEqualTo(2);
  }

  @Test
  void aFailureAfterARecoveryHasATrace() throws Exception {
    us3.inject(refusal(403, -148643).times(2));
    poll(SOON);
    awaitLines(Level.INFO, 1);

    us3.inject(refusal(403, -148643).times(2));
    awaitLines(Level.INFO, 2);

    assertThat(log.traces()).isEqualTo(2);
  }

  @Test
  void objectsThatCannotBeOpenedAreOneLinePerPoll() throws Exception {
    List.of("a", "b", "c").forEach(key -> store(key, "x"));
    us3.inject(Fault.answer(403, -148643, "refused").on(Us3Api.GET_FILE).times(6));
    out().expectedMinimumMessageCount(3);

    poll(SOON + "&idempotent=true");
    MockEndpoint.assertIsSatisfied(context);
    stopPolling();

    assertThat(log.traces()).isEqualTo(1);
    assertThat(warnings()).hasSize(3);
    assertThat(warnings().get(0)).contains("Cannot deliver the object photos/a");
    assertThat(warnings().get(1)).contains("HTTP 403", ", and 1 more (failure 3 of this kind)");
    assertThat(warnings().get(2)).contains("HTTP 403", ", and 2 more (failure 6 of this kind)");
    assertThat(log.lines(Level.INFO))
        .containsExactly("Objects of bucket photos open again after 6 failures");
  }

  @Test
  void failuresOfTheRouteAreNoFailuresOfPolls() throws Exception {
    store("a", "x");
    out()
        .whenAnyExchangeReceived(
            exchange -> {
              throw new IllegalStateException("not today");
            });
    out().expectedMinimumMessageCount(3);

    poll(SOON);
    MockEndpoint.assertIsSatisfied(context);
    stopPolling();

    assertThat(log.traces()).isGreaterThanOrEqualTo(3);
    assertThat(log.lines(Level.INFO)).isEmpty();
  }

  @Test
  void aPollStrategyOfTheUserKeepsEveryTrace() throws Exception {
    us3.inject(refusal(403, -148643).times(3));

    poll(OFTEN);
    awaitPolls(4);
    stopPolling();

    assertThat(log.traces()).isEqualTo(3);
    assertThat(log.lines(Level.INFO)).isEmpty();
  }

  @Test
  void anExceptionHandlerOfTheUserGetsEveryFailure() throws Exception {
    List<Throwable> handled = new CopyOnWriteArrayList<>();
    context
        .getRegistry()
        .bind(
            "handler",
            new LoggingExceptionHandler(context, PollingLogTest.class) {
              @Override
              public void handleException(String message, Exchange exchange, Throwable failure) {
                handled.add(failure);
              }
            });
    us3.inject(refusal(403, -148643).times(3));

    poll(OFTEN + "&exceptionHandler=#handler");
    awaitPolls(4);
    stopPolling();

    assertThat(handled).hasSize(3);
    assertThat(log.lines()).isEmpty();
  }

  @Test
  void aConsumerOfOneObjectLogsARefusedDeletionInTheSameWay() throws Exception {
    store("a", "x");
    us3.inject(Fault.answer(403, -148643, "refused").on(Us3Api.DELETE_FILE).always());
    ConsumerTemplate consumer = context.createConsumerTemplate();
    consumer.start();

    for (int i = 0; i < 3; i++) {
      consumer.doneUoW(consumer.receive(photos("deleteAfterRead=true"), 20_000));
    }
    consumer.stop();

    assertThat(log.traces()).isEqualTo(1);
    assertThat(warnings()).hasSize(3).allMatch(line -> line.contains("Cannot delete the object"));
    assertThat(warnings().get(2)).contains("photos/a", "HTTP 403", "(failure 3 of this kind)");
  }
}
