package io.github.camelus3.component;

/** What the start of a producer or consumer checks at the service. */
public enum Us3StartupCheck {
  /** Nothing is sent. */
  none,
  /** One object of the bucket is listed; a refusal fails the start. */
  list
}
