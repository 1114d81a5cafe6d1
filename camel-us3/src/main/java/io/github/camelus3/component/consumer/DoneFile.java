package io.github.camelus3.component.consumer;

import java.util.Optional;

/**
 * The option {@code doneFileName}: a key, or a key with a placeholder for the object's key.
 * Placeholders are replaced as text, and keys are never evaluated. Immutable.
 */
final class DoneFile {
  /** For consumers without the option. */
  static final DoneFile NONE = new DoneFile(null, "", "");

  private static final String NAME = "${file:name}";
  private static final String NAME_WITHOUT_EXTENSION = "${file:name.noext}";

  private final String placeholder;
  private final String before;
  private final String after;

  /** A done object without a placeholder has its whole key in {@code before}. */
  private DoneFile(String placeholder, String before, String after) {
    this.placeholder = placeholder;
    this.before = before;
    this.after = after;
  }

  static DoneFile of(String option) {
    if (option == null || option.isEmpty()) {
      return NONE;
    }
    String placeholder = option.contains(NAME) ? NAME : NAME_WITHOUT_EXTENSION;
    int at = option.indexOf(placeholder);
    if (at < 0 && !option.contains("${")) {
      return new DoneFile(null, option, "");
    }
    String before = at < 0 ? "" : option.substring(0, at);
    String after = at < 0 ? "" : option.substring(at + placeholder.length());
    if ((before + after).isEmpty() || (before + after).contains("${")) {
      throw new IllegalArgumentException(
          "option doneFileName must be a key, or a key with one "
              + NAME
              + " or "
              + NAME_WITHOUT_EXTENSION
              + ": "
              + option);
    }
    return new DoneFile(placeholder, before, after);
  }

  /** Returns the key of the done object of a poll; empty if there is none. */
  Optional<String> ofPoll() {
    return placeholder == null && !before.isEmpty() ? Optional.of(before) : Optional.empty();
  }

  /** Returns the key of the done object of one object; empty if there is none. */
  Optional<String> ofObject(String key) {
    if (placeholder == null) {
      return Optional.empty();
    }
    return Optional.of(before + (placeholder.equals(NAME) ? key : withoutExtension(key)) + after);
  }

  /** Whether a key is that of a done object. */
  boolean is(String key) {
    if (placeholder == null) {
      return !before.isEmpty() && key.equals(before);
    }
    return key.length() > before.length() + after.length()
        && key.startsWith(before)
        && key.endsWith(after);
  }

  private static String withoutExtension(String key) {
    int dot = key.lastIndexOf('.');
    return dot > key.lastIndexOf('/') + 1 ? key.substring(0, dot) : key;
  }
}
