package io.github.camelus3.emulator;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last lines of the request log. Thread safe. */
final class LastLines {
  private static final int CAPACITY = 50;

  private final Deque<String> lines = new ArrayDeque<>();

  synchronized void add(String line) {
    lines.addLast(line);
    if (lines.size() > CAPACITY) {
      lines.removeFirst();
    }
  }

  synchronized List<String> all() {
    return List.copyOf(lines);
  }

  synchronized void clear() {
    lines.clear();
  }
}
