package io.github.camelus3.emulator;

import io.github.camelus3.emulator.console.FaultDesk;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Lets the console arm the faults of the command line. Thread safe. */
final class ConsoleFaults implements FaultDesk {
  private static final int MAX_ARMED = 100;

  private final Faults faults;

  ConsoleFaults(Faults faults) {
    this.faults = faults;
  }

  @Override
  public List<Choice> choices() {
    return NamedFaults.names().stream()
        .map(name -> new Choice(name, NamedFaults.meaning(name)))
        .toList();
  }

  @Override
  public long arm(String name, int times, double chance, Optional<Us3Api> call, String key) {
    Fault fault =
        NamedFaults.find(name)
            .orElseThrow(() -> new IllegalArgumentException("fault is unknown: " + name));
    if (times < 0) {
      throw new IllegalArgumentException("times must be at least 0: " + times);
    }
    if (!(chance > 0 && chance <= 1)) {
      throw new IllegalArgumentException("chance must be above 0 and at most 1: " + chance);
    }
    if (faults.added().size() >= MAX_ARMED) {
      throw new IllegalArgumentException("armed faults must be at most " + MAX_ARMED);
    }
    Fault narrowed = call.map(fault::on).orElse(fault);
    narrowed = key.isEmpty() ? narrowed : narrowed.key(key);
    return faults.add(times == 0 ? narrowed.always() : narrowed.times(times), chance);
  }

  @Override
  public void disarm(long id) {
    faults.remove(id);
  }

  @Override
  public List<Armed> armed() {
    return faults.added().stream().map(ConsoleFaults::armed).toList();
  }

  private static Armed armed(Faults.Added added) {
    OptionalInt limit = added.fault().limit();
    return new Armed(
        added.id(),
        added.fault().toString(),
        limit.orElse(0),
        added.chance(),
        added.happened(),
        added.isSpent());
  }

  @Override
  public Map<String, Integer> happened() {
    return faults.happened();
  }
}
