package io.github.camelus3.emulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The faults waiting for their request. Thread safe. */
final class Faults {
  private final List<Waiting> waiting = new ArrayList<>();

  synchronized void add(Fault fault) {
    waiting.add(new Waiting(fault));
  }

  synchronized void clear() {
    waiting.clear();
  }

  /** What is to happen to a request; a fault counts only requests no earlier one took. */
  synchronized Optional<FaultEffect> take(Us3Api api, String key, OptionalInt partNumber) {
    FaultEffect taken = null;
    for (Waiting candidate : waiting) {
      if (taken == null && candidate.fault.matches(api, key, partNumber)) {
        int match = candidate.matches++;
        if (candidate.fault.happensOn(match)) {
          taken = candidate.fault.effect();
        }
      }
    }
    return Optional.ofNullable(taken);
  }

  private static final class Waiting {
    private final Fault fault;
    private int matches;

    Waiting(Fault fault) {
      this.fault = fault;
    }
  }
}
