package io.github.camelus3.component;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.camelus3.Await;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A service whose listing has pages without end, each with one common prefix and no object. */
final class EndlessPrefixes implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicInteger pages = new AtomicInteger();

  EndlessPrefixes() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::response);
    server.start();
  }

  String endpoint() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  int pages() {
    return pages.get();
  }

  /** Waits until so many more pages were listed. */
  void awaitPages(int count) {
    int until = pages() + count;
    Await.until(() -> pages() >= until);
  }

  /** Lists a page. */
  void list() throws IOException {
    try (InputStream page = URI.create(endpoint() + "/?list").toURL().openStream()) {
      page.readAllBytes();
    }
  }

  private void response(HttpExchange exchange) throws IOException {
    String folder = "d%09d/".formatted(pages.incrementAndGet());
    String json =
        "{\"IsTruncated\":true,\"NextMarker\":\"%s\",\"Contents\":[],\"CommonPrefixes\":[{\"Prefix\":\"%s\"}]}"
            .formatted(folder, folder);
    byte[] bytes = json.getBytes(UTF_8);
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
