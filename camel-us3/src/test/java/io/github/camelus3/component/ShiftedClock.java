package io.github.camelus3.component;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The system's time plus what a test adds. */
final class ShiftedClock extends Clock {
  private volatile Duration shift;

  ShiftedClock(Duration shift) {
    this.shift = shift;
  }

  void shiftBy(Duration value) {
    shift = value;
  }

  @Override
  public Instant instant() {
    return Instant.now().plus(shift);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException();
  }
}
