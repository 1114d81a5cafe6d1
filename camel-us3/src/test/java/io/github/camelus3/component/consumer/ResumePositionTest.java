package io.github.camelus3.component.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.resume.Resumable;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

/** How far a bucket is done. */
class ResumePositionTest {
  private final ResumePosition position = new ResumePosition();

  @Test
  void isTheLastKeyWhenAllAreDone() {
    begin("a", "b");

    position.done("a");
    position.done("b");

    assertThat(position.offset()).isEqualTo("b");
  }

  @Test
  void doesNotPassObjectsInProgress() {
    begin("a", "b", "c");

    position.done("c");
    assertThat(position.offset()).isEmpty();
    assertThat(position.offsetOnceDone("a")).isEqualTo("a");
    position.done("a");
    assertThat(position.offset()).isEqualTo("a");
    assertThat(position.offsetOnceDone("b")).isEqualTo("c");
  }

  @Test
  void doesNotPassFailedOrPostponedObjects() {
    begin("a", "b");
    position.postponed("c");
    begin("d");

    position.done("a");
    position.done("d");
    position.failed("b");

    assertThat(position.offset()).isEqualTo("a");
    assertThat(position.beginRound()).isEqualTo("a");
    position.skipped("b");
    assertThat(position.offset()).isEqualTo("b");
  }

  @Test
  void comesBackToTheSecondVersionOfAKeyAfterTheFirstIsDone() {
    begin("a", "b");
    position.done("a");
    position.beginRound(); // b is overwritten meanwhile
    begin("b");

    position.done("b");
    assertThat(position.offset()).isEqualTo("a");
    position.failed("b");

    assertThat(position.offset()).isEqualTo("a");
    assertThat(position.beginRound()).isEqualTo("a");
  }

  @Test
  void anExchangeThatIsRolledBackIsNotPassed() {
    begin("a", "b");
    position.done("a");
    Exchange exchange = new DefaultExchange(new DefaultCamelContext());
    Resumable resumable = Us3ResumeAdapter.resumable(exchange, "photos", "", "b", position);
    assertThat(resumable.getLastOffset().getValue()).isEqualTo("b");

    exchange.setRollbackOnly(true);

    assertThat(resumable.getLastOffset().getValue()).isEqualTo("a");
  }

  @Test
  void passesSkippedObjects() {
    position.skipped("a");
    begin("b");
    position.skipped("c");

    assertThat(position.offset()).isEqualTo("a");
    position.done("b");
    assertThat(position.offset()).isEqualTo("c");
  }

  @Test
  void goesBackToReturnedObjects() {
    begin("a", "b", "c");
    position.done("a");

    position.returned("c");
    position.returned("b");

    assertThat(position.offset()).isEqualTo("a");
    begin("b", "c");
    position.done("c");
    assertThat(position.offset()).isEqualTo("a");
    position.done("b");
    assertThat(position.offset()).isEqualTo("c");
  }

  @Test
  void comparesKeysByTheirBytes() {
    position.skipped("\uFFFD");
    position.postponed("\uD83D\uDE00"); // a larger code point, but smaller as UTF-16

    assertThat(position.offset()).isEqualTo("\uFFFD");
  }

  private void begin(String... keys) {
    for (String key : keys) {
      position.started(key);
    }
  }
}
