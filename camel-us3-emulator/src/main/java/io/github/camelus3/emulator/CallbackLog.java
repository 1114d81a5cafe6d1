package io.github.camelus3.emulator;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last 10 000 callbacks sent. Thread safe. */
final class CallbackLog {
  private static final int CAPACITY = 10_000;

  private final Deque<SentCallback> sent = new ArrayDeque<>();

  synchronized void add(SentCallback callback) {
    sent.addLast(callback);
    if (sent.size() > CAPACITY) {
      sent.removeFirst();
    }
  }

  synchronized List<SentCallback> all() {
    return List.copyOf(sent);
  }

  synchronized void clear() {
    sent.clear();
  }
}
