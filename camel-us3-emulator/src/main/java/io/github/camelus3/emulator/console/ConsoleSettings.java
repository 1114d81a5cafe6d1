package io.github.camelus3.emulator.console;

/**
 * Where the console listens. Immutable.
 *
 * @param port 0 for a free one
 * @param anyPortWhenTaken whether a free port replaces one that is taken
 */
public record ConsoleSettings(String host, int port, boolean anyPortWhenTaken) {}
