package io.github.camelus3.soak;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A US3 that only lists the keys of a bucket with any number of objects. */
final class ListingUs3 implements AutoCloseable {
  private static final Pattern MARKER = Pattern.compile("marker=key-([0-9]{9})");
  private static final int PAGE = 1000;

  private final int objects;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicInteger pages = new AtomicInteger();
  private volatile boolean isListed;

  ListingUs3(int objects) throws IOException {
    this.objects = objects;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::respond);
    server.start();
  }

  String endpoint() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** The pages that were asked for up to the first last one. */
  int pages() {
    return pages.get();
  }

  private void respond(HttpExchange exchange) throws IOException {
    Matcher marker = MARKER.matcher(exchange.getRequestURI().getQuery());
    int first = marker.find() ? Integer.parseInt(marker.group(1)) + 1 : 0;
    int end = Math.min(first + PAGE, objects);
    String contents =
        IntStream.range(first, end).mapToObj(ListingUs3::json).collect(Collectors.joining(","));
    String json =
        "{\"IsTruncated\":"
            + (end < objects)
            + ",\"NextMarker\":\""
            + (end < objects ? key(end - 1) : "")
            + "\",\"Contents\":["
            + contents
            + "]}";
    if (!isListed) {
      pages.incrementAndGet();
      isListed = end == objects;
    }
    byte[] bytes = json.getBytes(UTF_8);
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private static String key(int number) {
    return "key-%09d".formatted(number);
  }

  private static String json(int number) {
    return "{\"Key\":\""
        + key(number)
        + "\",\"MimeType\":\"text/plain\",\"LastModified\":1700000000,\"CreateTime\":1700000000,"
        + "\"ETag\":\"AQAAAKn0IJyJ3nV0YgJcmzmqx4z%05x\",".formatted(number)
        + "\"Size\":\"5\",\"StorageClass\":\"STANDARD\",\"UserMeta\":{}}";
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
