package io.github.camelus3.emulator;

import java.nio.file.Path;
import java.time.Instant;

/** What the actions work with. Immutable; all parts are thread safe. */
record Workshop(
    Settings settings,
    Buckets buckets,
    BodyReceiver receiver,
    Path partsDirectory,
    Callbacks callbacks) {

  Instant now() {
    return settings.clock().instant();
  }

  Settings.Switches switches() {
    return settings.switches();
  }
}
