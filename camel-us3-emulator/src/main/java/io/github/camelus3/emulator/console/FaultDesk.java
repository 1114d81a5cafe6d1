package io.github.camelus3.emulator.console;

import io.github.camelus3.emulator.Us3Api;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The faults that a person may arm. The emulator implements it. Thread safe. */
public interface FaultDesk {
  /** A fault to choose. */
  record Choice(String name, String meaning) {}

  /**
   * A fault that was armed.
   *
   * @param times to how many requests it applies, 0 for no limit
   * @param chance the probability for each request, 0 to 1
   * @param fired to how many requests it was applied
   * @param spent whether it cannot apply again
   */
  record Armed(long id, String text, int times, double chance, int fired, boolean spent) {}

  /** The faults to choose from. */
  List<Choice> choices();

  /**
   * Arms a fault. Returns its number.
   *
   * @param times 0 for no limit
   * @param key "" for every key
   * @throws IllegalArgumentException when a value is invalid
   */
  long arm(String name, int times, double chance, Optional<Us3Api> call, String key);

  /** Disarms a fault; an unknown number is ignored. */
  void disarm(long id);

  /** The armed faults, the spent ones too. */
  List<Armed> armed();

  /** How often each fault was applied, by its text. */
  Map<String, Integer> happened();
}
