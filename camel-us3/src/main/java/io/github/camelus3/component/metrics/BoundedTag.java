package io.github.camelus3.component.metrics;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The values of a tag: the first {@value #MAX}, and {@value #OTHER} for later ones. Thread safe.
 */
final class BoundedTag {
  static final int MAX = 100;
  static final String OTHER = "other";
  static final String NONE = "none";

  private final Set<String> values = ConcurrentHashMap.newKeySet();

  /** The value itself, or its substitute. A value without text is {@value #NONE}. */
  String of(String value) {
    if (value == null || value.isBlank()) {
      return NONE;
    }
    return values.contains(value) || add(value) ? value : OTHER;
  }

  private boolean add(String value) {
    if (values.size() >= MAX) { // mostly decides without the lock
      return false;
    }
    synchronized (values) {
      return values.contains(value) || (values.size() < MAX && values.add(value));
    }
  }
}
