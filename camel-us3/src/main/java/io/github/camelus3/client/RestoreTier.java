package io.github.camelus3.client;

/** The speed of restoring an archived object. Source: UCloud API reference, "restore". */
public enum RestoreTier {
  /** Within 15 minutes. */
  EXPEDITED("Expedited"),
  /** Within 1 to 5 hours. */
  STANDARD("Standard");

  private final String header;

  RestoreTier(String header) {
    this.header = header;
  }

  String header() {
    return header;
  }
}
