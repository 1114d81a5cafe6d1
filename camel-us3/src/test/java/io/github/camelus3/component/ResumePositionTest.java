package io.github.camelus3.component;

import static org.assertj.core.api.Assertions.assertThat;

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
  void doesNotPassWhatIsInProgress() {
    begin("a", "b", "c");

    position.done("c");
    assertThat(position.offset()).isEmpty();
    assertThat(position.offsetOnceDone("a")).isEqualTo("a");
    position.done("a");
    assertThat(position.offset()).isEqualTo("a");
    assertThat(position.offsetOnceDone("b")).isEqualTo("c");
  }

  @Test
  void doesNotPassWhatHasFailedOrWasPutOff() {
    begin("a", "b");
    position.putOff("c");
    begin("d");

    position.done("a");
    position.done("d");
    position.failed("b");

    assertThat(position.offset()).isEqualTo("a");
    assertThat(position.beginRound()).isEqualTo("a");
    position.passed("b");
    assertThat(position.offset()).isEqualTo("b");
  }

  @Test
  void passesWhatIsNeverTaken() {
    position.passed("a");
    begin("b");
    position.passed("c");

    assertThat(position.offset()).isEqualTo("a");
    position.done("b");
    assertThat(position.offset()).isEqualTo("c");
  }

  @Test
  void comparesKeysByTheirBytes() {
    position.passed("\uFFFD");
    position.putOff("\uD83D\uDE00"); // a larger code point, but smaller as UTF-16

    assertThat(position.offset()).isEqualTo("\uFFFD");
  }

  private void begin(String... keys) {
    for (String key : keys) {
      position.began(key);
    }
  }
}
