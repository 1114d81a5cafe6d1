package io.github.camelus3.emulator.callback;

import io.github.camelus3.emulator.SentCallback;
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
import java.util.function.UnaryOperator;

/**
 * Sends callbacks over HTTP/1.1, once, over a connection each, following no redirect. A thread of
 * its own moves the bytes while the request's thread waits as long as it may. Thread safe.
 */
public final class CallbackSender implements AutoCloseable {
  static final int UNREACHABLE = 20003;
  static final int NOT_JSON = 20008;

  private final Duration timeout;
  private final UnaryOperator<String> redirect;
  private final CallbackLog log;
  private final ExecutorService executor;

  public CallbackSender(Duration timeout, UnaryOperator<String> redirect, CallbackLog log) {
    this.timeout = timeout;
    this.redirect = redirect;
    this.log = log;
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
   * Sends it and answers the service's JSON; anything else is a refusal with status 599.
   *
   * @param change what to make of the sending, if anything
   */
  public CallbackExchange.Reply send(
      CallbackRequest request, Optional<UnaryOperator<CallbackExchange>> change) {
    CallbackExchange exchange = change.orElse(UnaryOperator.identity()).apply(this::exchange);
    CallbackExchange.Reply reply;
    try {
      reply = exchange.exchange(request, timeout);
    } catch (IOException e) {
      String message = "send request error: Post " + request.url() + ": " + e.getMessage();
      throw failed(request, 0, UNREACHABLE, message);
    }
    int status = reply.status();
    if (!isJsonType(reply.contentType())) {
      String message = "expect json, but received " + reply.contentType();
      throw failed(request, status, NOT_JSON, message);
    }
    if (!isJson(reply.body())) {
      String message = "expect json, but the response body is not a strict json string";
      throw failed(request, status, NOT_JSON, message);
    }
    log.add(sent(request, status, Optional.empty()));
    return reply;
  }

  private static boolean isJson(ResponseBody body) {
    try {
      Json.parse(body.bytes());
      return true;
    } catch (Json.NotJsonException e) {
      return false;
    }
  }

  private CallbackExchange.Reply exchange(CallbackRequest request, Duration limit)
      throws IOException {
    CallbackUrl url = CallbackUrl.parse(redirect.apply(request.url()));
    try (CallbackConnection connection = new CallbackConnection(url)) {
      Future<CallbackExchange.Reply> reply = executor.submit(() -> connection.exchange(request));
      return await(reply, limit, connection);
    }
  }

  /** Whoever stops waiting closes the connection, which ends the sending. */
  private static CallbackExchange.Reply await(
      Future<CallbackExchange.Reply> reply, Duration limit, CallbackConnection connection)
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

  private Us3Error failed(CallbackRequest request, int status, int retCode, String message) {
    log.add(sent(request, status, Optional.of(message)));
    return new Us3Error(599, retCode, message);
  }

  private static SentCallback sent(CallbackRequest request, int status, Optional<String> failure) {
    return new SentCallback(
        "POST", request.url(), request.contentType(), request.body(), status, failure);
  }

  /** {@code application/json} with any parameters, nothing else. */
  private static boolean isJsonType(String contentType) {
    return MediaTypes.essence(contentType).equals(Response.JSON_TYPE);
  }
}
