package io.github.camelus3.soak;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A US3 for one multipart upload in parts of 4 MiB, which keeps the digests only. The emulator
 * would write every part to disk, join the parts and hash all bytes five times; for 2 GiB that
 * takes too long. This server checks the parts' numbers, lengths and SHA-1s, but no signature.
 */
final class DiscardingUs3 implements AutoCloseable {
  private static final Pattern PART = Pattern.compile("partNumber=(\\d+)&uploadId=only");

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<Integer, Part> parts = new ConcurrentSkipListMap<>();
  private final HttpServer server;
  private volatile String storedETag;

  /** Length and digest of a discarded part. */
  private record Part(long size, String eTag) {
    byte[] sha1() {
      return Base64.getUrlDecoder().decode(eTag);
    }
  }

  /** Starts the server on a free port. */
  DiscardingUs3() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::respond);
    server.start();
  }

  String endpoint() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** The ETag of the finished object, computed from the received bytes; null before Finish. */
  String storedETag() {
    return storedETag;
  }

  long storedBytes() {
    return parts.values().stream().mapToLong(Part::size).sum();
  }

  private void respond(HttpExchange exchange) throws IOException {
    String query = exchange.getRequestURI().getQuery();
    Matcher part = PART.matcher(query);
    if (part.matches()) {
      respond(exchange, 200, put(exchange, Integer.parseInt(part.group(1))));
    } else if (query.startsWith("uploads")) {
      respond(exchange, 200, initiate());
    } else if (query.equals("uploadId=only") && exchange.getRequestMethod().equals("POST")) {
      respond(exchange, 200, finish(exchange));
    } else {
      respond(exchange, 404, "{\"RetCode\":-148654,\"ErrMsg\":\"file not exist\"}");
    }
  }

  private static String initiate() {
    return "{\"UploadId\":\"only\",\"BlkSize\":" + ObjectETag.BLOCK + "}";
  }

  private String put(HttpExchange exchange, int number) throws IOException {
    MessageDigest sha1 = ObjectETag.sha1();
    byte[] buffer = new byte[64 << 10];
    long size = 0;
    InputStream body = exchange.getRequestBody();
    for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
      sha1.update(buffer, 0, count);
      size += count;
    }
    Part part = new Part(size, Base64.getUrlEncoder().encodeToString(sha1.digest()));
    parts.put(number, part);
    exchange.getResponseHeaders().set("ETag", '"' + part.eTag() + '"');
    return "{\"PartNumber\":" + number + "}";
  }

  private String finish(HttpExchange exchange) throws IOException {
    String named = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    String stored = parts.values().stream().map(Part::eTag).collect(Collectors.joining(","));
    boolean isWhole =
        parts.values().stream().limit(parts.size() - 1L).allMatch(p -> p.size == ObjectETag.BLOCK);
    ObjectETag eTag = new ObjectETag();
    parts.values().forEach(part -> eTag.add(part.sha1()));
    if (!named.equals(stored) || !isWhole) {
      return "{\"RetCode\":-15005,\"ErrMsg\":\"these are not the parts\"}";
    }
    storedETag = eTag.eTag();
    exchange.getResponseHeaders().set("ETag", '"' + storedETag + '"');
    return "{\"Key\":\"big\",\"FileSize\":" + storedBytes() + "}";
  }

  private static void respond(HttpExchange exchange, int status, String json) throws IOException {
    byte[] bytes = json.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
