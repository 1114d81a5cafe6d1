package io.github.camelus3.emulator.console;

import io.github.camelus3.emulator.callback.CallbackTrace;
import io.github.camelus3.emulator.protocol.Watch;
import io.github.camelus3.emulator.server.RequestTrace;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The requests and callbacks that run, and the last that have ended: at most 1000 of each and about
 * 16 million characters. Thread safe.
 */
public final class Journal {
  /** Of a text that explains an outcome. */
  private static final int MAX_TEXT = 4096;

  private static final int CAPACITY = 1000;
  private static final long MAX_WEIGHT = 16_000_000;

  private final Clock clock;
  private final Entries<RequestEntry> requests = new Entries<>("request");
  private final Entries<CallbackEntry> callbacks = new Entries<>("callback");
  private volatile Consumer<News> news = event -> {};
  private long lastId;

  /** With the clock of the entries' times. */
  public Journal(Clock clock) {
    this.clock = clock;
  }

  /** A request or a callback. */
  interface Entry {
    long id();

    String sessionId();

    /** Characters held in memory, about. */
    long weight();

    /** A row of the list as JSON. */
    Map<String, Object> summary();
  }

  /**
   * What a page should know.
   *
   * @param id of the request or callback, else 0; of two with an ID, the later one counts
   * @param item asked when it is sent
   */
  record News(String type, long id, Supplier<Map<String, Object>> item) {
    static News of(String type) {
      return new News(type, 0, Map::of);
    }
  }

  /** Makes an entry of what is known. */
  private interface Maker<T, E> {
    E entry(long id, long atMillis, T trace, boolean running);
  }

  /** Reports every change to the consumer, which must not block. */
  void onNews(Consumer<News> consumer) {
    news = consumer;
  }

  /** Adds requests. */
  public Watch<RequestTrace> requestWatch() {
    return soFar -> requests.begin(soFar, RequestEntry::of);
  }

  /** Adds callbacks. One with the session ID of an earlier one has been sent again. */
  public Watch<CallbackTrace> callbackWatch() {
    return soFar -> {
      boolean again = callbackOf(soFar.get().origin().sessionId()).isPresent();
      return callbacks.begin(
          soFar, (id, at, trace, running) -> CallbackEntry.of(id, at, trace, again, running));
    };
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

  /** The first callback of an upload. */
  synchronized Optional<CallbackEntry> callbackOf(String sessionId) {
    return callbacks.find(entry -> entry.sessionId().equals(sessionId));
  }

  /** Removes all entries that have ended, and tells the pages. */
  public void clear() {
    synchronized (this) {
      requests.clear();
      callbacks.clear();
    }
    news.accept(News.of("clear"));
  }

  /** The beginning of a text that an application or a client determines. */
  static String cut(String text) {
    return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT) + "…";
  }

  /** Guarded by the journal. */
  private final class Entries<E extends Entry> {
    private final String type;
    private final Map<Long, Supplier<E>> running = new LinkedHashMap<>();
    private final Deque<E> ended = new ArrayDeque<>();
    private long weight;

    Entries(String type) {
      this.type = type;
    }

    <T> Watch.Run<T> begin(Supplier<T> soFar, Maker<T, E> maker) {
      long at = clock.millis();
      Run<T, E> run;
      synchronized (Journal.this) {
        run = new Run<>(this, ++lastId, at, soFar, maker);
        running.put(run.id, run::entry);
      }
      run.changed();
      return run;
    }

    void tell(long id, Supplier<E> entry) {
      news.accept(new News(type, id, () -> entry.get().summary()));
    }

    void end(long id, E entry) {
      synchronized (Journal.this) {
        running.remove(id);
        ended.addLast(entry);
        weight += entry.weight();
        while (ended.size() > CAPACITY || (weight > MAX_WEIGHT && ended.size() > 1)) {
          weight -= ended.removeFirst().weight();
        }
      }
      tell(id, () -> entry);
    }

    /** Without an outcome. Does nothing after the end. */
    void forget(long id) {
      boolean isForgotten;
      synchronized (Journal.this) {
        isForgotten = running.remove(id) != null;
      }
      if (isForgotten) {
        news.accept(News.of("gap"));
      }
    }

    List<E> newestFirst() {
      return all().sorted(Comparator.comparingLong(Entry::id).reversed()).toList();
    }

    private Stream<E> all() {
      return Stream.concat(ended.stream(), running.values().stream().map(Supplier::get));
    }

    Optional<E> find(Predicate<E> condition) {
      return all().filter(condition).findFirst();
    }

    void clear() {
      ended.clear();
      weight = 0;
    }
  }

  private record Run<T, E extends Entry>(
      Entries<E> entries, long id, long atMillis, Supplier<T> soFar, Maker<T, E> maker)
      implements Watch.Run<T> {
    E entry() {
      return maker.entry(id, atMillis, soFar.get(), true);
    }

    @Override
    public void changed() {
      entries.tell(id, this::entry);
    }

    @Override
    public void end(T outcome) {
      entries.end(id, maker.entry(id, atMillis, outcome, false));
    }

    @Override
    public void close() {
      entries.forget(id);
    }
  }
}
