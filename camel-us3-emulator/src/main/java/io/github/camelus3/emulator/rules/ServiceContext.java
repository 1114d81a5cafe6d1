package io.github.camelus3.emulator.rules;

import io.github.camelus3.emulator.store.BodyReceiver;
import io.github.camelus3.emulator.store.Buckets;
import java.nio.file.Path;
import java.time.Instant;

/** The collaborators that the calls share. Immutable; all of them are thread safe. */
public record ServiceContext(
    Settings settings,
    Buckets buckets,
    BodyReceiver receiver,
    Path partsDirectory,
    Callbacks callbacks) {

  /** The time of the emulator's clock. */
  public Instant now() {
    return settings.clock().instant();
  }

  Settings.Switches switches() {
    return settings.switches();
  }
}
