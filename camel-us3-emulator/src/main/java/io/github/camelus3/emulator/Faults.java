package io.github.camelus3.emulator;

import io.github.camelus3.emulator.rules.FaultEffect;
import io.github.camelus3.emulator.rules.FaultTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The injected faults that wait for their request. Thread safe. */
final class Faults {
  private final List<Waiting> waiting = new ArrayList<>();
  private final Map<String, Integer> happened = new TreeMap<>();
  private final RandomFaults random;

  Faults(RandomFaults random) {
    this.random = random;
  }

  synchronized void add(Fault fault) {
    waiting.add(new Waiting(fault));
  }

  /** Removes the waiting faults and restarts the random ones. */
  synchronized void clear() {
    waiting.clear();
    random.restart();
  }

  /** As {@link #clear}, and resets the counts. */
  synchronized void reset() {
    clear();
    happened.clear();
  }

  /** How often each fault was applied, by its text. */
  synchronized Map<String, Integer> happened() {
    return Map.copyOf(happened);
  }

  /** Takes the fault of a request. A fault counts only requests that no earlier fault took. */
  synchronized FaultEffect take(FaultTarget target) {
    Optional<Fault> fault = takeWaiting(target).or(() -> random.take(target));
    fault.ifPresent(happening -> happened.merge(happening.toString(), 1, Integer::sum));
    return fault.map(Fault::effect).orElse(FaultEffect.NONE);
  }

  private Optional<Fault> takeWaiting(FaultTarget target) {
    Fault taken = null;
    for (Waiting candidate : waiting) {
      if (taken == null && candidate.fault.matches(target)) {
        int match = candidate.matches++;
        if (candidate.fault.happensOn(match)) {
          taken = candidate.fault;
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
