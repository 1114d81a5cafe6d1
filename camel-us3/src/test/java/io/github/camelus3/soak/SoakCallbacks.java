package io.github.camelus3.soak;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The callback service. It counts its calls for each attempt at an upload. */
final class SoakCallbacks implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, Integer> calls = new ConcurrentHashMap<>();
  private final HttpServer server;

  SoakCallbacks() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::respond);
    server.start();
  }

  private void respond(HttpExchange exchange) throws IOException {
    String token = JSON.readTree(exchange.getRequestBody()).path("attempt").asText();
    calls.merge(token, 1, Integer::sum);
    byte[] reply = reply(token).getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, reply.length);
    exchange.getResponseBody().write(reply);
    exchange.close();
  }

  /** The reply to an attempt. */
  static String reply(String attempt) {
    return "{\"accepted\":\"" + attempt + "\"}";
  }

  /** A policy whose callback names the attempt. */
  Map<String, Object> policy(String attempt) {
    Map<String, Object> policy = new LinkedHashMap<>();
    policy.put("callbackUrl", "http://127.0.0.1:" + server.getAddress().getPort() + "/uploaded");
    policy.put("callbackBody", "{\"attempt\":\"$(x:attempt)\"}");
    policy.put("callbackBodyType", "application/json");
    policy.put("callbackVar", Map.of("x:attempt", attempt));
    return policy;
  }

  int calls(String attempt) {
    return calls.getOrDefault(attempt, 0);
  }

  /** The calls of all attempts. */
  int calls() {
    return calls.values().stream().mapToInt(Integer::intValue).sum();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
