package io.github.camelus3.emulator.console;

import io.github.camelus3.emulator.callback.CallbackTrace;
import io.github.camelus3.emulator.server.RequestTrace;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/**
 * The last requests and callbacks, at most 1000 of each and about 16 million characters. Thread
 * safe.
 */
public final class Journal {
  /** Of a text that explains an outcome. */
  private static final int MAX_TEXT = 4096;

  private static final int CAPACITY = 1000;
  private static final long MAX_WEIGHT = 16_000_000;

  private final Clock clock;
  private final Bounded<RequestEntry> requests = new Bounded<>(RequestEntry::weight);
  private final Bounded<CallbackEntry> callbacks = new Bounded<>(CallbackEntry::weight);
  private volatile Consumer<Map<String, Object>> news = event -> {};
  private long lastId;

  /** With the clock of the entries' times. */
  public Journal(Clock clock) {
    this.clock = clock;
  }

  /** Reports every new entry to the consumer, which must not block. */
  void onNews(Consumer<Map<String, Object>> consumer) {
    news = consumer;
  }

  /** Adds a request. */
  public void add(RequestTrace trace) {
    RequestEntry entry;
    synchronized (this) {
      entry = RequestEntry.of(++lastId, clock.millis(), trace);
      requests.add(entry);
    }
    news.accept(Map.of("type", "request", "item", entry.summary()));
  }

  /** Adds a callback. One with the session ID of an earlier one has been sent again. */
  public void add(CallbackTrace trace) {
    CallbackEntry entry;
    synchronized (this) {
      boolean again = callbackOf(trace.origin().sessionId()).isPresent();
      entry = CallbackEntry.of(++lastId, clock.millis(), trace, again);
      callbacks.add(entry);
    }
    news.accept(Map.of("type", "callback", "item", entry.summary()));
  }

  /** The requests, the newest first. */
  synchronized List<RequestEntry> requests() {
    return requests.newestFirst();
  }

  /** The callbacks, the newest first. */
  synchronized List<CallbackEntry> callbacks() {
    return callbacks.newestFirst();
  }

  synchronized Optional<RequestEntry> request(long id) {
    return requests.find(entry -> entry.id() == id);
  }

  synchronized Optional<RequestEntry> requestOf(String sessionId) {
    return requests.find(entry -> entry.sessionId().equals(sessionId));
  }

  synchronized Optional<CallbackEntry> callback(long id) {
    return callbacks.find(entry -> entry.id() == id);
  }

  synchronized Optional<CallbackEntry> callbackOf(String sessionId) {
    return callbacks.find(entry -> entry.origin().sessionId().equals(sessionId));
  }

  /** Removes all entries and tells the pages. */
  public void clear() {
    synchronized (this) {
      requests.clear();
      callbacks.clear();
    }
    news.accept(Map.of("type", "gap"));
  }

  /** The beginning of a text that an application or a client determines. */
  static String cut(String text) {
    return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT) + "…";
  }

  private static final class Bounded<T> {
    private final Deque<T> entries = new ArrayDeque<>();
    private final ToLongFunction<T> weightOf;
    private long weight;

    Bounded(ToLongFunction<T> weightOf) {
      this.weightOf = weightOf;
    }

    void add(T entry) {
      entries.addLast(entry);
      weight += weightOf.applyAsLong(entry);
      while (entries.size() > CAPACITY || (weight > MAX_WEIGHT && entries.size() > 1)) {
        weight -= weightOf.applyAsLong(entries.removeFirst());
      }
    }

    List<T> newestFirst() {
      List<T> copy = new ArrayList<>(entries);
      Collections.reverse(copy);
      return copy;
    }

    Optional<T> find(Predicate<T> condition) {
      return entries.stream().filter(condition).findFirst();
    }

    void clear() {
      entries.clear();
      weight = 0;
    }
  }
}
