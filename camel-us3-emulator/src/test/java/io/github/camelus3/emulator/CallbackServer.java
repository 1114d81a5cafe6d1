package io.github.camelus3.emulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An application's callback service, saying what a test wants. */
final class CallbackServer implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService executor = Executors.newCachedThreadPool();
  private final List<Received> received = new CopyOnWriteArrayList<>();
  private final CountDownLatch released = new CountDownLatch(1);
  private final CountDownLatch closed = new CountDownLatch(1);

  /** What came in. */
  record Received(String method, String target, Optional<String> contentType, String body) {}

  private CallbackServer(HttpServer server) {
    this.server = server;
    server.setExecutor(executor);
  }

  static CallbackServer replying(int status, String contentType, String body) {
    return replying(status, contentType, body.getBytes(StandardCharsets.UTF_8));
  }

  static CallbackServer replying(int status, String contentType, byte[] body) {
    CallbackServer callback = create();
    callback.server.createContext(
        "/", exchange -> callback.reply(exchange, status, contentType, body));
    callback.server.start();
    return callback;
  }

  /** Replies when the test lets it. */
  static CallbackServer holding(int status, String contentType, String body) {
    CallbackServer callback = create();
    callback.server.createContext(
        "/",
        exchange -> {
          try {
            callback.released.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          callback.reply(exchange, status, contentType, body.getBytes(StandardCharsets.UTF_8));
        });
    callback.server.start();
    return callback;
  }

  /** Lets all requests go that are held. */
  void release() {
    released.countDown();
  }

  /** Takes requests and never answers. */
  static CallbackServer silent() {
    CallbackServer callback = create();
    callback.server.createContext(
        "/",
        exchange -> {
          try {
            callback.closed.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    callback.server.start();
    return callback;
  }

  private static CallbackServer create() {
    try {
      return new CallbackServer(
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void reply(HttpExchange exchange, int status, String contentType, byte[] body)
      throws IOException {
    received.add(
        new Received(
            exchange.getRequestMethod(),
            exchange.getRequestURI().toString(),
            Optional.ofNullable(exchange.getRequestHeaders().getFirst("Content-Type")),
            new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
    if (!contentType.isEmpty()) {
      exchange.getResponseHeaders().set("Content-Type", contentType);
    }
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  List<Received> received() {
    return received;
  }

  @Override
  public void close() {
    released.countDown();
    closed.countDown();
    server.stop(0);
    executor.shutdownNow();
  }
}
