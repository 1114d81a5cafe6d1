package io.github.camelus3.emulator.callback;

import io.github.camelus3.emulator.protocol.Json;
import io.github.camelus3.emulator.protocol.MediaTypes;
import io.github.camelus3.emulator.protocol.Response;
import io.github.camelus3.emulator.protocol.ResponseBody;
import io.github.camelus3.emulator.protocol.Us3Error;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Sends callbacks over HTTP/1.1: one attempt, one connection for each request. A separate thread
 * sends and receives while the request's thread waits for the timeout. Thread safe.
 */
public final class CallbackSender implements AutoCloseable {
  /** The {@code RetCode} when no complete reply arrived. */
  public static final int UNREACHABLE = 20003;

  /** The {@code RetCode} when the reply is not JSON. */
  public static final int NOT_JSON = 20008;

  private final Duration timeout;
  private final UnaryOperator<String> redirect;
  private final boolean followRedirects;
  private final CallbackLog log;
  private final Consumer<CallbackTrace> traces;
  private final ExecutorService executor;

  /**
   * Sends callbacks to the URLs that {@code redirect} returns.
   *
   * @param traces receives each callback with its outcome; must not block
   */
  public CallbackSender(
      Duration timeout,
      UnaryOperator<String> redirect,
      boolean followRedirects,
      CallbackLog log,
      Consumer<CallbackTrace> traces) {
    this.timeout = timeout;
    this.redirect = redirect;
    this.followRedirects = followRedirects;
    this.log = log;
    this.traces = traces;
    this.executor = Executors.newCachedThreadPool(CallbackSender::daemon);
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "us3-emulator-callback");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }

  /**
   * Sends a callback and returns the JSON reply. Anything else is an error with status 599.
   *
   * @param change a fault's replacement of the exchange, if any
   */
  public CallbackExchange.Reply send(
      CallbackRequest request,
      CallbackOrigin origin,
      Optional<UnaryOperator<CallbackExchange>> change) {
    CallbackTrace trace = exchange(request, origin, change);
    log.add(trace.sent());
    traces.accept(trace);
    if (trace.failure().isPresent()) {
      throw new Us3Error(599, trace.retCode(), trace.failure().get());
    }
    return trace.reply().orElseThrow();
  }

  private CallbackTrace exchange(
      CallbackRequest request,
      CallbackOrigin origin,
      Optional<UnaryOperator<CallbackExchange>> change) {
    CallbackExchange exchange = change.orElse(UnaryOperator.identity()).apply(this::exchange);
    Optional<CallbackExchange.Reply> reply = Optional.empty();
    int retCode = 0;
    String failure = null;
    long started = System.nanoTime();
    try {
      reply = Optional.of(exchange.exchange(request, timeout));
      failure = notJson(reply.get());
      retCode = failure == null ? 0 : NOT_JSON;
    } catch (IOException e) {
      failure = "send request error: " + text(e, request.url());
      retCode = UNREACHABLE;
    }
    Duration took = Duration.ofNanos(System.nanoTime() - started);
    return new CallbackTrace(origin, request, reply, retCode, Optional.ofNullable(failure), took);
  }

  private static String text(IOException e, String url) {
    return e instanceof CallbackFailure failure
        ? failure.text(url)
        : "Post " + url + ": " + e.getMessage();
  }

  /** Why the reply is refused, or null. */
  private static String notJson(CallbackExchange.Reply reply) {
    if (!isJsonType(reply.contentType())) {
      return "expect json, but received " + reply.contentType();
    }
    return isJson(reply.body())
        ? null
        : "expect json, but the response body is not a strict json string";
  }

  private static boolean isJson(ResponseBody body) {
    try {
      Json.parse(body.bytes());
      return true;
    } catch (Json.NotJsonException e) {
      return false;
    }
  }

  /** Sends the callback, and what redirects ask for if they are followed, within one limit. */
  private CallbackExchange.Reply exchange(CallbackRequest request, Duration limit)
      throws IOException {
    long end = System.nanoTime() + limit.toNanos();
    CallbackHop hop = CallbackHop.first(request);
    for (int hops = 1; ; hops++) {
      try {
        CallbackConnection.Received received =
            exchange(hop, Duration.ofNanos(Math.max(0, end - System.nanoTime())));
        Optional<CallbackHop> next =
            followRedirects
                ? hop.next(received.reply().status(), received.location())
                : Optional.empty();
        if (next.isEmpty()) {
          return received.reply();
        }
        if (hops == CallbackHop.MAX_HOPS) {
          throw CallbackFailure.of("stopped after 10 redirects");
        }
        hop = next.get();
      } catch (CallbackFailure e) {
        throw hops == 1 ? e : e.at(hop.url());
      }
    }
  }

  private CallbackConnection.Received exchange(CallbackHop hop, Duration limit) throws IOException {
    CallbackUrl url = CallbackUrl.parse(redirect.apply(hop.url()));
    try (CallbackConnection connection = new CallbackConnection(url, limit)) {
      return await(executor.submit(() -> connection.exchange(hop)), limit, connection);
    }
  }

  /** After a timeout the caller closes the connection, which cancels the exchange. */
  private static CallbackConnection.Received await(
      Future<CallbackConnection.Received> reply, Duration limit, CallbackConnection connection)
      throws IOException {
    try {
      return reply.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
    } catch (TimeoutException e) {
      throw connection.late();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /** Whether the type is {@code application/json}, with any parameters. */
  private static boolean isJsonType(String contentType) {
    return MediaTypes.essence(contentType).equals(Response.JSON_TYPE);
  }
}
