package io.github.camelus3.emulator;

/** What a fault does to a request. */
sealed interface FaultEffect {
  /** Answers this instead of doing what was asked. */
  record Instead(Answer answer) implements FaultEffect {}
}
