package io.github.camelus3.emulator.rules;

/**
 * The fault of one request. Immutable.
 *
 * @param name the fault's text, "" for none
 */
public record TakenFault(String name, FaultEffect effect) {
  /** No fault. */
  public static final TakenFault NONE = new TakenFault("", FaultEffect.NONE);
}
