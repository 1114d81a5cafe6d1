package io.github.camelus3.it;

import io.github.camelus3.emulator.Us3Emulator;
import java.util.List;

/** What a {@link CamelNode} needs to reach an emulator. */
public final class Us3Properties {
  private Us3Properties() {}

  /** The properties of the us3 component, each {@code name=value}. */
  public static List<String> of(Us3Emulator emulator) {
    return List.of(
        "camel.component.us3.endpoint=" + emulator.endpoint(),
        "camel.component.us3.publicKey=" + Us3Emulator.DEFAULT_PUBLIC_KEY,
        "camel.component.us3.privateKey=" + Us3Emulator.DEFAULT_PRIVATE_KEY);
  }
}
