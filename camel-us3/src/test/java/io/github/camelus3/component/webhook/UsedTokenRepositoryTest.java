package io.github.camelus3.component.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelus3.callback.CallbackToken;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class UsedTokenRepositoryTest {
  private static final Instant NOW = Instant.parse("2026-11-24T06:00:00Z");

  private Instant now = NOW;
  private final UsedTokenRepository tokens =
      new UsedTokenRepository(
          3,
          new Clock() {
            @Override
            public Instant instant() {
              return now;
            }

            @Override
            public ZoneId getZone() {
              return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
              return this;
            }
          });

  private static String id(int secondsLeft, String nonce) {
    return new CallbackToken("photos", "k", NOW.plusSeconds(secondsLeft), nonce).id();
  }

  @Test
  void aTokenIsAcceptedOnce() {
    assertThat(tokens.add(id(60, "a"))).isTrue();
    assertThat(tokens.add(id(60, "a"))).isFalse();
    assertThat(tokens.add(id(60, "b"))).isTrue();
    assertThat(tokens.contains(id(60, "a"))).isTrue();
  }

  @Test
  void aReleasedTokenIsAcceptedAgain() {
    tokens.add(id(60, "a"));

    assertThat(tokens.remove(id(60, "a"))).isTrue();
    assertThat(tokens.add(id(60, "a"))).isTrue();
  }

  @Test
  void anEvictedTokenIsStillRefused() {
    tokens.add(id(10, "a"));
    tokens.add(id(20, "b"));
    tokens.add(id(30, "c"));
    tokens.add(id(40, "d"));

    assertThat(tokens.size()).isEqualTo(3);
    assertThat(tokens.add(id(10, "a"))).isFalse();
    assertThat(tokens.contains(id(10, "a"))).isTrue();
    assertThat(tokens.add(id(9, "new, expires before the evicted one"))).isFalse();
    assertThat(tokens.add(id(50, "e"))).isTrue();
  }

  @Test
  void aTokenThatExpiredAfterItsCheckIsRefused() {
    tokens.add(id(10, "a"));
    now = NOW.plusSeconds(11);
    tokens.add(id(60, "b")); // evicts expired tokens

    assertThat(tokens.add(id(10, "a"))).isFalse();
  }

  @Test
  void expiredTokensMakeRoom() {
    tokens.add(id(10, "a"));
    tokens.add(id(10, "b"));
    tokens.add(id(10, "c"));
    now = NOW.plusSeconds(11);

    assertThat(tokens.add(id(60, "d"))).isTrue();
    assertThat(tokens.size()).isEqualTo(1);
    assertThat(tokens.add(id(20, "e"))).isTrue();
  }

  @Test
  void anEvictedTokenIsRefusedWhenTheClockGoesBack() {
    tokens.add(id(60, "a"));
    now = NOW.plusSeconds(61);
    assertThat(tokens.add(id(120, "b"))).isTrue(); // evicts a

    now = NOW.minusSeconds(5);

    assertThat(tokens.contains(id(60, "a"))).isTrue();
    assertThat(tokens.add(id(60, "a"))).isFalse();
    assertThat(tokens.add(id(59, "expires before the evicted one"))).isFalse();
    assertThat(tokens.add(id(61, "c"))).isTrue();
  }

  @Test
  void releasingATokenDoesNotLowerTheFloor() {
    tokens.add(id(60, "a"));
    tokens.add(id(70, "b"));
    now = NOW.plusSeconds(65);
    tokens.add(id(120, "c")); // evicts a
    now = NOW;

    tokens.remove(id(70, "b"));

    assertThat(tokens.add(id(60, "a"))).isFalse();
    assertThat(tokens.add(id(70, "b"))).isTrue();
  }

  @Test
  void aClockThatJumpsADayAheadAndBackCostsOnlyEvictedTokens() {
    tokens.add(id(60, "a"));
    tokens.add(id(70, "b"));
    now = NOW.plusSeconds(86_400);
    assertThat(tokens.add(id(86_460, "ahead"))).isTrue();

    now = NOW;

    assertThat(tokens.add(id(60, "a"))).isFalse();
    assertThat(tokens.add(id(70, "b"))).isFalse();
    assertThat(tokens.add(id(86_460, "ahead"))).isFalse();
    assertThat(tokens.add(id(80, "c"))).isTrue();
  }

  @Test
  void evictedTokensStayRefusedWhateverTheClockDoes() {
    tokens.add(id(10, "a"));
    tokens.add(id(20, "b"));
    tokens.add(id(30, "c"));
    tokens.add(id(40, "d")); // evicts a
    now = NOW.plusSeconds(25);
    tokens.add(id(50, "e")); // evicts b
    now = NOW.minusSeconds(100);

    assertThat(tokens.add(id(10, "a"))).isFalse();
    assertThat(tokens.add(id(20, "b"))).isFalse();
    assertThat(tokens.add(id(21, "f"))).isTrue();
  }
}
