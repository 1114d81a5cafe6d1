package io.github.camelus3.emulator;

import io.github.camelus3.emulator.rules.FaultTarget;
import io.github.camelus3.emulator.rules.TakenFault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/** The injected faults that wait for their request. Thread safe. */
final class Faults {
  private final List<Waiting> waiting = new ArrayList<>();
  private final Map<String, Integer> happened = new TreeMap<>();
  private final RandomFaults random;
  private final Random chances = new Random();
  private long lastId;

  Faults(RandomFaults random) {
    this.random = random;
  }

  /** Adds a fault that applies to every request that it matches. */
  void add(Fault fault) {
    add(fault, 1);
  }

  /**
   * Adds a fault that applies to a request that it matches with that probability. Returns its
   * number.
   */
  synchronized long add(Fault fault, double chance) {
    Waiting added = new Waiting(++lastId, fault, chance);
    waiting.add(added);
    return added.id;
  }

  /** Removes one fault. Returns false when it is unknown. */
  synchronized boolean remove(long id) {
    return waiting.removeIf(candidate -> candidate.id == id);
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

  /** A snapshot of the faults that were added and not removed. */
  synchronized List<Added> added() {
    return waiting.stream()
        .map(one -> new Added(one.id, one.fault, one.chance, one.happened, one.isSpent()))
        .toList();
  }

  /**
   * A fault and what became of it.
   *
   * @param isSpent whether it cannot apply again
   */
  record Added(long id, Fault fault, double chance, int happened, boolean isSpent) {}

  /** Takes the fault of a request. A fault counts only requests that no earlier fault took. */
  synchronized TakenFault take(FaultTarget target) {
    Optional<Fault> fault = takeWaiting(target).or(() -> random.take(target));
    fault.ifPresent(happening -> happened.merge(happening.toString(), 1, Integer::sum));
    return fault
        .map(taken -> new TakenFault(taken.toString(), taken.effect()))
        .orElse(TakenFault.NONE);
  }

  private Optional<Fault> takeWaiting(FaultTarget target) {
    Fault taken = null;
    for (Waiting candidate : waiting) {
      if (taken == null && candidate.fault.matches(target) && candidate.take(chances)) {
        taken = candidate.fault;
      }
    }
    return Optional.ofNullable(taken);
  }

  private static final class Waiting {
    private final long id;
    private final Fault fault;
    private final double chance;
    private int matches;
    private int happened;

    Waiting(long id, Fault fault, double chance) {
      this.id = id;
      this.fault = fault;
      this.chance = chance;
    }

    /** Whether the fault applies to the next request that it matches. */
    private boolean take(Random random) {
      if (chance < 1 && random.nextDouble() >= chance) {
        return false;
      }
      if (!fault.happensOn(matches++)) {
        return false;
      }
      happened++;
      return true;
    }

    private boolean isSpent() {
      return fault.isSpentAfter(matches);
    }
  }
}
