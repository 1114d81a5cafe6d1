package io.github.camelus3.emulator;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Suggests a word for a misspelled one. */
final class ClosestWord {
  private ClosestWord() {}

  /** The nearest word; empty when more than a third of the characters differ. */
  static Optional<String> find(String given, Collection<String> words) {
    return words.stream()
        .min(
            Comparator.<String>comparingInt(word -> distance(given, word))
                .thenComparing(Comparator.naturalOrder()))
        .filter(word -> 3 * distance(given, word) <= Math.max(given.length(), word.length()));
  }

  /** The Damerau-Levenshtein distance. */
  private static int distance(String a, String b) {
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(cost, a, b, i, j);
      }
    }
    return cost[a.length()][b.length()];
  }

  private static int cheapest(int[][] cost, String a, String b, int i, int j) {
    int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
    int best = Math.min(cost[i - 1][j - 1] + change, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
  }
}
