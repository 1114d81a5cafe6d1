package io.github.camelus3.emulator;

import java.util.ArrayList;
import java.util.List;

/** The faults waiting for their request. Thread safe. */
final class Faults {
  private final List<Waiting> waiting = new ArrayList<>();
  private final RandomFaults random;

  Faults(RandomFaults random) {
    this.random = random;
  }

  synchronized void add(Fault fault) {
    waiting.add(new Waiting(fault));
  }

  /** Forgets those that wait; the random ones begin anew. */
  synchronized void clear() {
    waiting.clear();
    random.restart();
  }

  /** What is to happen to a request; a fault counts only requests no earlier one took. */
  synchronized FaultEffect take(FaultTarget target) {
    FaultEffect taken = null;
    for (Waiting candidate : waiting) {
      if (taken == null && candidate.fault.matches(target)) {
        int match = candidate.matches++;
        if (candidate.fault.happensOn(match)) {
          taken = candidate.fault.effect();
        }
      }
    }
    return taken == null ? random.take(target) : taken;
  }

  private static final class Waiting {
    private final Fault fault;
    private int matches;

    Waiting(Fault fault) {
      this.fault = fault;
    }
  }
}
