package io.github.camelus3.emulator;

import java.util.List;
import java.util.Random;

/**
 * Faults that happen by chance, the same ones in the same order of requests for the same seed.
 * Thread safe.
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

  /** Throws the dice for every request, so that one does not move the others' chances. */
  synchronized FaultEffect take(FaultTarget target) {
    if (faults.isEmpty()) {
      return FaultEffect.NONE;
    }
    boolean happens = random.nextDouble() < rate;
    Fault fault = faults.get(random.nextInt(faults.size()));
    return happens && fault.matches(target) ? fault.effect() : FaultEffect.NONE;
  }
}
