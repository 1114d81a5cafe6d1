package io.github.camelus3.emulator.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.camelus3.emulator.console.Journal.News;
import io.github.camelus3.emulator.protocol.Json;
import io.undertow.server.handlers.sse.ServerSentEventConnection;
import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.xnio.IoUtils;

/**
 * Sends news to the pages. The first message of a connection has the instance, by which a page sees
 * that the emulator has been started again. A request's thread only offers an event to a bounded
 * queue; one thread sends the events in batches. A page that does not read is disconnected. Thread
 * safe.
 */
final class Feed implements AutoCloseable {
  static final int MAX_PAGES = 200;

  /** Batches that wait for one page. With more, the page is disconnected. */
  private static final int MAX_PENDING = 32;

  private static final int MAX_BATCH = 200;
  private static final int QUEUE_CAPACITY = 2000;
  private static final long COLLECT_MILLIS = 60;
  private static final long KEEP_ALIVE_MILLIS = 15_000;
  private static final News GAP = News.of("gap");

  private final String instance = UUID.randomUUID().toString();
  private final BlockingQueue<News> queue = new ArrayBlockingQueue<>(QUEUE_CAPACITY);
  private final AtomicBoolean lost = new AtomicBoolean();
  private final Set<Page> pages = ConcurrentHashMap.newKeySet();
  private final Thread thread = new Thread(this::run, "us3-emulator-console-feed");

  Feed() {
    thread.setDaemon(true);
    thread.start();
  }

  /** A connected page. */
  private record Page(ServerSentEventConnection connection, AtomicInteger pending) {}

  /** Differs from that of every other start. */
  String instance() {
    return instance;
  }

  /** How many pages are connected. */
  int pages() {
    return pages.size();
  }

  void connected(ServerSentEventConnection connection) {
    if (pages.size() >= MAX_PAGES) {
      connection.send(json(List.of(Map.of("type", "full", "pages", MAX_PAGES))));
      connection.shutdown(); // after the message
      return;
    }
    Page page = new Page(connection, new AtomicInteger());
    connection.setKeepAliveTime(KEEP_ALIVE_MILLIS);
    connection.addCloseTask(closed -> pages.remove(page));
    pages.add(page);
    if (!connection.isOpen()) {
      pages.remove(page);
    }
    send(page, json(List.of(Map.of("type", "connected", "instance", instance))));
  }

  /** Never blocks. An event that does not fit is replaced by the hint to load the lists again. */
  void publish(News event) {
    if (!pages.isEmpty() && !queue.offer(event)) {
      lost.set(true);
    }
  }

  private void run() {
    try {
      while (true) {
        broadcast(nextBatch());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed
    }
  }

  /**
   * Waits for an event and collects those that follow within a moment. Of several of one request,
   * the last one is enough.
   */
  private Collection<News> nextBatch() throws InterruptedException {
    Map<String, News> batch = new LinkedHashMap<>();
    add(queue.take(), batch);
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(COLLECT_MILLIS);
    while (batch.size() < MAX_BATCH) {
      News event = queue.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (event == null) {
        break;
      }
      add(event, batch);
    }
    if (lost.getAndSet(false)) {
      add(GAP, batch);
    }
    return batch.values();
  }

  private static void add(News event, Map<String, News> batch) {
    String key = event.type() + event.id();
    batch.remove(key); // the later one keeps its place behind others
    batch.put(key, event);
  }

  private void broadcast(Collection<News> batch) {
    String json =
        json(
            batch.stream()
                .<Map<String, Object>>map(
                    event -> Map.of("type", event.type(), "item", event.item().get()))
                .toList());
    pages.forEach(page -> send(page, json));
  }

  private static String json(List<Map<String, Object>> events) {
    try {
      return Json.MAPPER.writeValueAsString(events);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e); // texts and numbers only
    }
  }

  private static void send(Page page, String json) {
    if (page.pending.incrementAndGet() > MAX_PENDING) {
      IoUtils.safeClose(page.connection);
      return;
    }
    page.connection.send(json, new Sent(page.pending));
  }

  private record Sent(AtomicInteger pending) implements ServerSentEventConnection.EventCallback {
    @Override
    public void done(ServerSentEventConnection connection, String data, String event, String id) {
      pending.decrementAndGet();
    }

    @Override
    public void failed(
        ServerSentEventConnection connection, String data, String event, String id, IOException e) {
      pending.decrementAndGet();
    }
  }

  @Override
  public void close() {
    thread.interrupt();
    pages.forEach(page -> IoUtils.safeClose(page.connection));
  }
}
