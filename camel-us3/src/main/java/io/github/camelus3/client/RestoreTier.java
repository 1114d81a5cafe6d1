package io.github.camelus3.client;

/** How soon an archived object can be read again. Source: UCloud API reference, "restore". */
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
