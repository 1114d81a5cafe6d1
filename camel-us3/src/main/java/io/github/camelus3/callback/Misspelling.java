package io.github.camelus3.callback;

import java.util.Collection;
import java.util.Optional;

/** Finds the known name that a misspelt one stands for. */
public final class Misspelling {
  private Misspelling() {}

  /**
   * The known name that equals {@code name} except for case, {@code _} and {@code -}, or for one
   * letter. One letter may be replaced, added or missing, or two letters may be swapped.
   *
   * @param known the names to choose from; an exact match wins
   * @return empty if no known name is that close
   */
  public static Optional<String> closestTo(String name, Collection<String> known) {
    if (known.contains(name)) {
      return Optional.of(name);
    }
    String normalized = normalize(name);
    return known.stream()
        .filter(candidate -> differsByOneLetter(normalized, normalize(candidate)))
        .sorted()
        .findFirst();
  }

  private static String normalize(String name) {
    StringBuilder normalized = new StringBuilder(name.length());
    name.chars()
        .filter(Character::isLetterOrDigit)
        .map(Character::toLowerCase)
        .forEach(normalized::appendCodePoint);
    return normalized.toString();
  }

  private static boolean differsByOneLetter(String one, String other) {
    if (one.equals(other)) {
      return true;
    }
    int max = Math.min(one.length(), other.length());
    int start = 0;
    while (start < max && one.charAt(start) == other.charAt(start)) {
      start++;
    }
    int end = 0;
    while (end < max - start
        && one.charAt(one.length() - 1 - end) == other.charAt(other.length() - 1 - end)) {
      end++;
    }
    String left = one.substring(start, one.length() - end);
    String right = other.substring(start, other.length() - end);
    boolean isSwap =
        left.length() == 2
            && right.length() == 2
            && left.charAt(0) == right.charAt(1)
            && left.charAt(1) == right.charAt(0);
    return max > 1 && (isSwap || (left.length() <= 1 && right.length() <= 1));
  }
}
