package io.github.camelus3.component;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A user's callback service, with a configurable reply. As a JUnit extension it is closed after
 * each test.
 */
public final class CallbackService implements AutoCloseable, AfterEachCallback {
  private final HttpServer server;
  private final List<String> bodies = new CopyOnWriteArrayList<>();
  private final List<String> queries = new CopyOnWriteArrayList<>();
  private volatile int status = 200;
  private volatile String contentType = "application/json";
  private volatile String reply = "{\"accepted\":true}";

  /** Starts the service on a free port. */
  public CallbackService() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::response);
    server.start();
  }

  private void response(HttpExchange exchange) throws IOException {
    bodies.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
    queries.add(String.valueOf(exchange.getRequestURI().getRawQuery()));
    byte[] bytes = reply.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", contentType);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  /** The URL to call. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/uploaded";
  }

  /** Sets the response from now on. */
  public CallbackService replies(int newStatus, String newContentType, String newReply) {
    status = newStatus;
    contentType = newContentType;
    reply = newReply;
    return this;
  }

  List<String> bodies() {
    return bodies;
  }

  List<String> queries() {
    return queries;
  }

  /** Put policy JSON that has this service called with a body. */
  String policyJson() {
    return "{\"callbackUrl\":\""
        + url()
        + "\",\"callbackBody\":\"{\\\"name\\\":\\\"$(x:name)\\\"}\","
        + "\"callbackBodyType\":\"application/json\",\"callbackVar\":{\"x:name\":\"Alice\"}}";
  }

  @Override
  public void afterEach(ExtensionContext test) {
    close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
