/**
 * The console: a page on a port of its own that shows requests, callbacks, objects and faults while
 * they happen. Uses all packages below the face; the emulator runs without it. Read {@link
 * io.github.camelus3.emulator.console.ConsoleServer} first.
 */
package io.github.camelus3.emulator.console;
