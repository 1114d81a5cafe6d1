package io.github.camelus3.emulator.callback;

import io.github.camelus3.emulator.SentCallback;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last 10 000 callbacks sent. Thread safe. */
public final class CallbackLog {
  private static final int CAPACITY = 10_000;

  private final Deque<SentCallback> sent = new ArrayDeque<>();

  synchronized void add(SentCallback callback) {
    sent.addLast(callback);
    if (sent.size() > CAPACITY) {
      sent.removeFirst();
    }
  }

  /** The callbacks in the order of their completion. */
  public synchronized List<SentCallback> all() {
    return List.copyOf(sent);
  }

  /** Removes all callbacks. */
  public synchronized void clear() {
    sent.clear();
  }
}
