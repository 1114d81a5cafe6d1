package io.github.camelus3.emulator.server;

import io.github.camelus3.emulator.ReceivedRequest;
import io.github.camelus3.emulator.protocol.Ascii;
import io.github.camelus3.emulator.protocol.HeaderFields;
import io.github.camelus3.emulator.protocol.QueryParameters;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** The last 10 000 requests, in the order in which their heads arrived. Thread safe. */
public final class RequestLog {
  private static final int CAPACITY = 10_000;

  private final Deque<Slot> slots = new ArrayDeque<>();

  /** Reserves the request's place in the order. */
  synchronized Slot begin() {
    Slot slot = new Slot();
    slots.addLast(slot);
    if (slots.size() > CAPACITY) {
      slots.removeFirst();
    }
    return slot;
  }

  /** The completed requests. */
  public synchronized List<ReceivedRequest> completed() {
    return slots.stream().flatMap(slot -> Optional.ofNullable(slot.request).stream()).toList();
  }

  /** Removes all requests. */
  public synchronized void clear() {
    slots.clear();
  }

  /**
   * A request's place. The place is filled before the response is sent, so that a test finds it
   * afterwards.
   */
  final class Slot {
    private ReceivedRequest request;
    private volatile String bucket = "";
    private volatile Runnable bucketSeen = () -> {};

    void bucket(String name) {
      if (!name.equals(bucket)) {
        bucket = name;
        bucketSeen.run();
      }
    }

    /** Runs when the name of the bucket becomes known. */
    void onBucket(Runnable action) {
      bucketSeen = action;
    }

    String bucket() {
      return bucket;
    }

    void fill(ReceivedRequest completed) {
      synchronized (RequestLog.this) {
        request = completed;
        bucketSeen = () -> {}; // the log outlives the request, whose exchange it must not hold
      }
    }
  }

  static Map<String, List<String>> headers(HeaderFields headers) {
    Map<String, List<String>> map = new LinkedHashMap<>();
    BiConsumer<String, String> add = adder(map);
    headers.fields().forEach(field -> add.accept(Ascii.lowerCase(field.name()), field.value()));
    return map;
  }

  static Map<String, List<String>> query(QueryParameters query) {
    Map<String, List<String>> map = new LinkedHashMap<>();
    BiConsumer<String, String> add = adder(map);
    query.parameters().forEach(parameter -> add.accept(parameter.name(), parameter.value()));
    return map;
  }

  private static BiConsumer<String, String> adder(Map<String, List<String>> map) {
    return (name, value) ->
        map.merge(name, List.of(value), (a, b) -> Stream.concat(a.stream(), b.stream()).toList());
  }
}
