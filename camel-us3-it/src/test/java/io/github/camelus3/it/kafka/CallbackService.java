package io.github.camelus3.it.kafka;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The service that US3 calls after each upload. It knows the keys, and can let a callback wait. */
final class CallbackService implements AutoCloseable {
  private static final Pattern KEY = Pattern.compile("\"key\":\"([^\"]*)\"");

  private final List<String> keys = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;
  private volatile Predicate<String> held = key -> false;
  private volatile CountDownLatch released = new CountDownLatch(0);

  CallbackService() throws IOException {
    server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext("/stored", this::stored);
    server.setExecutor(threads);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** The keys of all callbacks, in the order of arrival. */
  List<String> keys() {
    return List.copyOf(keys);
  }

  int count() {
    return keys.size();
  }

  /** Callbacks of these keys get no reply before {@link #release}. */
  void hold(Predicate<String> ofKey) {
    released = new CountDownLatch(1);
    held = ofKey;
  }

  void release() {
    held = key -> false;
    released.countDown();
  }

  private void stored(HttpExchange http) throws IOException {
    Matcher matcher =
        KEY.matcher(new String(http.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    if (!matcher.find()) {
      http.sendResponseHeaders(400, -1);
      return;
    }
    keys.add(matcher.group(1));
    awaitRelease(matcher.group(1));
    byte[] reply = "{}".getBytes(StandardCharsets.UTF_8);
    http.getResponseHeaders().set("Content-Type", "application/json");
    http.sendResponseHeaders(200, reply.length);
    http.getResponseBody().write(reply);
    http.close();
  }

  private void awaitRelease(String key) {
    if (!held.test(key)) {
      return;
    }
    try {
      released.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    release();
    server.stop(0);
    threads.shutdownNow();
  }
}
