package io.github.camelus3.emulator.callback;

import io.github.camelus3.emulator.protocol.HeaderFields;
import io.github.camelus3.emulator.protocol.Json;
import io.github.camelus3.emulator.protocol.MediaTypes;
import io.github.camelus3.emulator.protocol.Response;
import io.github.camelus3.emulator.protocol.ResponseBody;
import io.github.camelus3.emulator.protocol.Us3Error;
import io.github.camelus3.emulator.protocol.Watch;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
  private final Watch<CallbackTrace> watch;
  private final ExecutorService executor;

  /**
   * Sends callbacks to the URLs that {@code redirect} returns.
   *
   * @param watch sees each callback
   */
  public CallbackSender(
      Duration timeout,
      UnaryOperator<String> redirect,
      boolean followRedirects,
      CallbackLog log,
      Watch<CallbackTrace> watch) {
    this.timeout = timeout;
    this.redirect = redirect;
    this.followRedirects = followRedirects;
    this.log = log;
    this.watch = watch;
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
    Sending sending = new Sending(origin, request, new CopyOnWriteArrayList<>(), System.nanoTime());
    CallbackTrace trace;
    try (Watch.Run<CallbackTrace> run = watch.begin(sending::soFar)) {
      trace = exchange(sending, change);
      log.add(trace.sent());
      run.end(trace);
    }
    if (trace.failure().isPresent()) {
      throw new Us3Error(599, trace.retCode(), trace.failure().get());
    }
    return trace.reply().orElseThrow();
  }

  /** A callback being sent. Thread safe. */
  private record Sending(
      CallbackOrigin origin, CallbackRequest request, List<CallbackLeg> legs, long startedNanos) {
    CallbackTrace soFar() {
      return ended(Optional.empty(), 0, Optional.empty());
    }

    CallbackTrace ended(
        Optional<CallbackExchange.Reply> reply, int retCode, Optional<String> failure) {
      Duration took = Duration.ofNanos(System.nanoTime() - startedNanos);
      return new CallbackTrace(origin, request, reply, retCode, failure, legs, took);
    }
  }

  private CallbackTrace exchange(
      Sending sending, Optional<UnaryOperator<CallbackExchange>> change) {
    CallbackExchange real = (request, limit) -> exchange(request, limit, sending.legs);
    CallbackExchange exchange = change.orElse(UnaryOperator.identity()).apply(real);
    Optional<CallbackExchange.Reply> reply = Optional.empty();
    int retCode = 0;
    String failure = null;
    try {
      reply = Optional.of(exchange.exchange(sending.request, timeout));
      failure = notJson(reply.get());
      retCode = failure == null ? 0 : NOT_JSON;
    } catch (IOException e) {
      failure = "send request error: " + text(e, sending.request.url());
      retCode = UNREACHABLE;
    }
    return sending.ended(reply, retCode, Optional.ofNullable(failure));
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
  private CallbackExchange.Reply exchange(
      CallbackRequest request, Duration limit, List<CallbackLeg> legs) throws IOException {
    long end = System.nanoTime() + limit.toNanos();
    CallbackHop hop = CallbackHop.first(request);
    for (int hops = 1; ; hops++) {
      try {
        CallbackConnection.Received received =
            exchange(hop, Duration.ofNanos(Math.max(0, end - System.nanoTime())), legs);
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

  private CallbackConnection.Received exchange(
      CallbackHop hop, Duration limit, List<CallbackLeg> legs) throws IOException {
    CallbackUrl url = CallbackUrl.parse(redirect.apply(hop.url()));
    try (CallbackConnection connection = new CallbackConnection(url, limit)) {
      Future<CallbackConnection.Received> reply =
          executor.submit(() -> exchange(hop, connection, legs));
      return await(reply, limit, connection);
    }
  }

  private static CallbackConnection.Received exchange(
      CallbackHop hop, CallbackConnection connection, List<CallbackLeg> legs) throws IOException {
    int index = legs.size();
    CallbackConnection.Received received =
        connection.exchange(
            hop,
            sent ->
                legs.add(
                    new CallbackLeg(
                        hop.method(), hop.url(), sent, 0, new HeaderFields(List.of()))));
    legs.set(index, legs.get(index).answered(received.reply().status(), received.fields()));
    return received;
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
