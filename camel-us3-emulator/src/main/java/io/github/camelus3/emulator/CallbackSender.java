package io.github.camelus3.emulator;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sends callbacks over HTTP/1.1, once, following no redirect. The texts of failures are built as
 * the service's are, after Go's net/http. Thread safe.
 */
final class CallbackSender implements AutoCloseable {
  private static final Pattern AUTHORITY = Pattern.compile("(?i)^http(s?)://([^/?#]*)");

  /** They only move bytes; waiting is done by the request's own thread. */
  private static final int THREADS = 2;

  static final int UNREACHABLE = 20003;
  static final int NOT_JSON = 20008;

  private final Duration timeout;
  private final UnaryOperator<String> redirect;
  private final CallbackLog log;
  private final ExecutorService executor;
  private final HttpClient client;

  CallbackSender(Duration timeout, UnaryOperator<String> redirect, CallbackLog log) {
    this.timeout = timeout;
    this.redirect = redirect;
    this.log = log;
    this.executor = Executors.newFixedThreadPool(THREADS, CallbackSender::daemon);
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(timeout)
            .executor(executor)
            .build();
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
  CallbackExchange.Reply send(
      CallbackRequest request, Optional<UnaryOperator<CallbackExchange>> change) {
    CallbackExchange exchange = change.orElse(UnaryOperator.identity()).apply(this::exchange);
    CallbackExchange.Reply reply;
    try {
      reply = exchange.exchange(request, timeout);
    } catch (IOException e) {
      String message = "send request error: " + describe(request.url(), e);
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

  private static boolean isJson(AnswerBody body) {
    try {
      Json.parse(body.bytes());
      return true;
    } catch (Json.NotJsonException e) {
      return false;
    }
  }

  private CallbackExchange.Reply exchange(CallbackRequest request, Duration limit)
      throws IOException {
    CompletableFuture<HttpResponse<byte[]>> future =
        client.sendAsync(
            httpRequest(redirect.apply(request.url()), request), BodyHandlers.ofByteArray());
    try {
      HttpResponse<byte[]> response = future.get(limit.toMillis(), TimeUnit.MILLISECONDS);
      return new CallbackExchange.Reply(
          response.statusCode(),
          response.headers().firstValue("Content-Type").orElse(""),
          AnswerBody.of(response.body()));
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
    } catch (TimeoutException e) {
      throw new HttpTimeoutException("no whole answer");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      future.cancel(true);
    }
  }

  private static HttpRequest httpRequest(String url, CallbackRequest request) throws IOException {
    try {
      HttpRequest.Builder builder =
          HttpRequest.newBuilder(URI.create(url)).POST(BodyPublishers.ofString(request.body()));
      if (!request.contentType().isEmpty()) {
        builder.header("Content-Type", request.contentType());
      }
      return builder.build();
    } catch (IllegalArgumentException e) {
      throw new IOException("parse error: " + e.getMessage(), e);
    }
  }

  private static String describe(String url, IOException e) {
    String prefix = "Post " + url + ": ";
    String address = authority(url);
    if (e instanceof HttpConnectTimeoutException) {
      return prefix + "dial tcp " + address + ": i/o timeout";
    }
    if (e instanceof HttpTimeoutException) {
      return prefix + "net/http: timeout awaiting response";
    }
    if (e instanceof ConnectException) {
      boolean unknown = e.getCause() instanceof UnresolvedAddressException;
      return prefix
          + (unknown
              ? "dial tcp: lookup " + address + ": no such host"
              : "dial tcp " + address + ": getsockopt: connection refused");
    }
    return prefix + (e.getMessage() == null ? "EOF" : e.getMessage());
  }

  /** Host and port of an absolute http(s) URL, which need not be valid otherwise. */
  private static String authority(String url) {
    Matcher matcher = AUTHORITY.matcher(url);
    if (!matcher.find()) {
      return url;
    }
    String authority = matcher.group(2);
    if (authority.lastIndexOf(':') > authority.lastIndexOf(']')) {
      return authority;
    }
    return authority + (matcher.group(1).isEmpty() ? ":80" : ":443");
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
    int end = contentType.indexOf(';');
    String type = end < 0 ? contentType : contentType.substring(0, end);
    return Ascii.lowerCase(type).strip().equals(Answer.JSON_TYPE);
  }
}
