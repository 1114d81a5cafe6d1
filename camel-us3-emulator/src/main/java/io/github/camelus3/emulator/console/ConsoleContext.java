package io.github.camelus3.emulator.console;

import io.github.camelus3.emulator.callback.CallbackSender;
import io.github.camelus3.emulator.rules.Service;
import io.github.camelus3.emulator.rules.Settings;
import io.github.camelus3.emulator.store.Buckets;

/**
 * The running emulator, as the console sees it. Immutable; all of it is thread safe.
 *
 * @param endpoint the emulator's URL for clients on this machine
 */
public record ConsoleContext(
    String endpoint,
    Settings settings,
    Buckets buckets,
    Service service,
    CallbackSender sender,
    Journal journal,
    FaultDesk faults) {}
