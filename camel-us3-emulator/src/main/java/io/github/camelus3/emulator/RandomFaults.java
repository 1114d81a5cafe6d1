package io.github.camelus3.emulator;

import io.github.camelus3.emulator.rules.FaultTarget;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Random faults. The same seed and order of requests gives the same faults. Thread safe.
 *
 * @see Us3Emulator.Builder#randomFaults
 */
final class RandomFaults {
  private final double rate;
  private final long seed;
  private final List<Fault> faults;
  private Random random;

  RandomFaults(double rate, long seed, List<Fault> faults) {
    this.rate = rate;
    this.seed = seed;
    this.faults = List.copyOf(faults);
    this.random = new Random(seed);
  }

  synchronized void restart() {
    random = new Random(seed);
  }

  /**
   * Draws two numbers for every request, so that each request's chance is independent of the
   * others.
   */
  synchronized Optional<Fault> take(FaultTarget target) {
    boolean happens = random.nextDouble() < rate;
    double choice = random.nextDouble();
    List<Fault> possible = faults.stream().filter(fault -> fault.matches(target)).toList();
    return happens && !possible.isEmpty()
        ? Optional.of(possible.get((int) (choice * possible.size())))
        : Optional.empty();
  }
}
