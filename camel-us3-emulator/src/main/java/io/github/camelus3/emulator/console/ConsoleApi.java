package io.github.camelus3.emulator.console;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelus3.emulator.Us3Api;
import io.github.camelus3.emulator.protocol.Json;
import io.github.camelus3.emulator.protocol.Masks;
import io.github.camelus3.emulator.protocol.Us3Error;
import io.github.camelus3.emulator.rules.SignatureExplanation;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.io.IOException;
import java.io.InputStream;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The console's page and JSON. Each request has a worker thread. Thread safe. */
final class ConsoleApi implements HttpHandler {
  private static final Logger LOG = LoggerFactory.getLogger(ConsoleApi.class);
  private static final int MAX_JSON_BYTES = 64 * 1024;
  private static final Map<String, String> FILES =
      Map.of(
          "/", "index.html",
          "/console.css", "console.css",
          "/console.js", "console.js",
          "/icon.svg", "icon.svg");
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "svg", "image/svg+xml");

  private final ConsoleContext context;
  private final Feed feed;
  private final ObjectPages objects;
  private final UploadRelay relay;

  ConsoleApi(ConsoleContext context, Feed feed) {
    this.context = context;
    this.feed = feed;
    this.objects = new ObjectPages(context.buckets());
    this.relay = new UploadRelay(context.endpoint(), context.service());
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) throws IOException {
    try {
      respond(exchange);
    } catch (ConsoleError e) {
      json(exchange, e.status(), Map.of("error", e.getMessage()));
    } catch (Us3Error e) {
      json(exchange, 404, Map.of("error", e.getMessage()));
    } catch (IllegalArgumentException e) {
      json(exchange, 400, Map.of("error", String.valueOf(e.getMessage())));
    } catch (RuntimeException e) {
      failed(exchange, e);
    } catch (IOException e) {
      if (exchange.isResponseStarted()) {
        throw e; // the client has disconnected, or the response cannot be completed
      }
      failed(exchange, e);
    }
  }

  private static void failed(HttpServerExchange exchange, Exception e) throws IOException {
    LOG.warn("console: {} failed", exchange.getRequestPath(), e);
    json(exchange, 500, Map.of("error", "internal error"));
  }

  private void respond(HttpServerExchange exchange) throws IOException {
    String path = exchange.getRequestPath();
    if (FILES.containsKey(path)) {
      file(exchange, FILES.get(path));
      return;
    }
    switch (exchange.getRequestMethod() + " " + path) {
      case "GET /api/state" -> json(exchange, 200, state());
      case "GET /api/requests" ->
          json(exchange, 200, context.journal().requests().stream().map(RequestEntry::summary));
      case "GET /api/request" -> json(exchange, 200, request(id(exchange)));
      case "GET /api/callbacks" ->
          json(exchange, 200, context.journal().callbacks().stream().map(CallbackEntry::summary));
      case "GET /api/callback" -> json(exchange, 200, callback(id(exchange)));
      case "POST /api/callback/again" -> json(exchange, 200, again(id(exchange)));
      case "POST /api/clear" -> clear(exchange);
      case "GET /api/buckets" -> json(exchange, 200, objects.buckets());
      case "GET /api/objects" ->
          json(
              exchange,
              200,
              objects.page(
                  text(exchange, "bucket"), text(exchange, "prefix"), text(exchange, "after")));
      case "GET /api/object" ->
          json(exchange, 200, objects.detail(text(exchange, "bucket"), text(exchange, "key")));
      case "GET /api/content" ->
          objects.content(exchange, text(exchange, "bucket"), text(exchange, "key"));
      case "PUT /api/object" ->
          json(
              exchange,
              200,
              relay.upload(exchange, text(exchange, "bucket"), text(exchange, "key")));
      case "DELETE /api/object" ->
          json(exchange, 200, relay.delete(text(exchange, "bucket"), text(exchange, "key")));
      case "GET /api/uploads" -> json(exchange, 200, objects.uploads(text(exchange, "bucket")));
      case "GET /api/parts" ->
          json(
              exchange,
              200,
              objects.parts(
                  text(exchange, "bucket"), text(exchange, "upload"), number(exchange, "after")));
      case "DELETE /api/upload" ->
          json(
              exchange,
              200,
              relay.abort(
                  text(exchange, "bucket"), text(exchange, "key"), text(exchange, "upload")));
      case "GET /api/faults" -> json(exchange, 200, faults());
      case "POST /api/faults" -> json(exchange, 200, arm(body(exchange)));
      case "DELETE /api/faults" -> disarm(exchange);
      default -> throw ConsoleError.missing(path);
    }
  }

  private static void file(HttpServerExchange exchange, String name) throws IOException {
    try (InputStream in = ConsoleApi.class.getResourceAsStream(name)) {
      String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
      exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, type);
      exchange.getOutputStream().write(in.readAllBytes());
    }
  }

  static void json(HttpServerExchange exchange, int status, Object value) throws IOException {
    Object written = value instanceof Stream<?> stream ? stream.toList() : value;
    exchange.setStatusCode(status);
    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json");
    exchange.getOutputStream().write(Json.MAPPER.writeValueAsBytes(written));
  }

  /** A query parameter, "" when it is missing. */
  private static String text(HttpServerExchange exchange, String name) {
    Deque<String> values = exchange.getQueryParameters().get(name);
    return values == null ? "" : values.getFirst();
  }

  private static long id(HttpServerExchange exchange) {
    return number(exchange, "id");
  }

  private static long number(HttpServerExchange exchange, String name) {
    String number = text(exchange, name);
    if (!number.matches("-?\\d{1,18}")) {
      throw new IllegalArgumentException(name + " must be a number: " + number);
    }
    return Long.parseLong(number);
  }

  private static JsonNode body(HttpServerExchange exchange) throws IOException {
    byte[] bytes = exchange.getInputStream().readNBytes(MAX_JSON_BYTES);
    try {
      return Json.parse(bytes);
    } catch (Json.NotJsonException e) {
      throw new IllegalArgumentException("body must be JSON", e);
    }
  }

  private Map<String, Object> state() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("instance", feed.instance());
    json.put("endpoint", context.endpoint());
    json.put(
        "publicKeys", context.settings().credentials().keySet().stream().map(Masks::key).toList());
    json.put("partSize", context.settings().blockSizeBytes());
    json.put("keepsObject", context.settings().switches().keepObjectWhenCallbackFails());
    return json;
  }

  private Map<String, Object> request(long id) {
    RequestEntry entry =
        context.journal().request(id).orElseThrow(() -> ConsoleError.missing("request " + id));
    Map<String, Object> json = entry.detail();
    Optional<SignatureExplanation> signature = explain(entry);
    boolean isRefused = entry.trace().reason().startsWith("invalid signature");
    if (isRefused) {
      json.put("signature", signature.map(ConsoleApi::shown).orElse(null));
    }
    String signed =
        signature
            .flatMap(explanation -> attemptFor(explanation, entry.trace().received().bucket()))
            .orElse("");
    json.put(
        "curl",
        CurlText.of(
            entry.trace().request(), entry.trace().received().api(), context.endpoint(), signed));
    json.put(
        "callback",
        context.journal().callbackOf(entry.sessionId()).map(CallbackEntry::summary).orElse(null));
    return json;
  }

  private static Optional<String> attemptFor(SignatureExplanation explanation, String bucket) {
    return explanation.attempts().stream()
        .filter(attempt -> attempt.bucket().equals(bucket))
        .map(SignatureExplanation.Attempt::stringToSign)
        .findFirst();
  }

  private Optional<SignatureExplanation> explain(RequestEntry entry) {
    try {
      return context.service().explain(entry.trace().request(), entry.trace().received().api());
    } catch (Us3Error e) {
      return Optional.empty(); // a credential in both places
    }
  }

  private static Map<String, Object> shown(SignatureExplanation explanation) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("publicKey", Masks.key(explanation.publicKey()));
    json.put("known", explanation.isKnown());
    json.put("validNow", explanation.isValid());
    json.put(
        "attempts",
        explanation.attempts().stream()
            .map(
                attempt ->
                    Map.of(
                        "bucket", attempt.bucket(),
                        "text", attempt.stringToSign()))
            .toList());
    json.put(
        "mistake",
        explanation
            .mistake()
            .map(
                mistake ->
                    Map.of(
                        "meaning", mistake.meaning(),
                        "bucket", mistake.bucket(),
                        "text", mistake.stringToSign()))
            .orElse(null));
    return json;
  }

  private Map<String, Object> callback(long id) {
    CallbackEntry entry = callbackEntry(id);
    Map<String, Object> json = entry.detail();
    Optional<RequestEntry> upload = context.journal().requestOf(entry.origin().sessionId());
    json.put("request", upload.map(RequestEntry::id).orElse(null));
    json.put("fault", entry.again() ? "" : upload.map(of -> of.trace().fault()).orElse(""));
    return json;
  }

  private CallbackEntry callbackEntry(long id) {
    return context.journal().callback(id).orElseThrow(() -> ConsoleError.missing("callback " + id));
  }

  /** Sends a callback again; its outcome is a new entry of the journal. */
  private Map<String, Object> again(long id) {
    CallbackEntry entry = callbackEntry(id);
    try {
      context.sender().send(entry.request(), entry.origin(), Optional.empty());
      return Map.of("sent", true);
    } catch (Us3Error e) {
      return Map.of("sent", true, "failure", Masks.url(e.getMessage()));
    }
  }

  private void clear(HttpServerExchange exchange) throws IOException {
    context.journal().clear();
    json(exchange, 200, Map.of());
  }

  private Map<String, Object> faults() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("choices", context.faults().choices());
    json.put("calls", Us3Api.values());
    json.put("armed", context.faults().armed());
    json.put("happened", context.faults().happened());
    return json;
  }

  private Map<String, Object> arm(JsonNode wish) {
    String call = wish.path("call").asText();
    long id =
        context
            .faults()
            .arm(
                wish.path("name").asText(),
                wish.path("times").asInt(1),
                wish.path("chance").asDouble(1),
                call.isEmpty() ? Optional.empty() : Optional.of(Us3Api.valueOf(call)),
                wish.path("key").asText());
    feed.publish(Journal.News.of("faults"));
    return Map.of("id", id);
  }

  private void disarm(HttpServerExchange exchange) throws IOException {
    if (text(exchange, "id").isEmpty()) {
      List.copyOf(context.faults().armed()).forEach(armed -> context.faults().disarm(armed.id()));
    } else {
      context.faults().disarm(id(exchange));
    }
    feed.publish(Journal.News.of("faults"));
    json(exchange, 200, Map.of());
  }
}
