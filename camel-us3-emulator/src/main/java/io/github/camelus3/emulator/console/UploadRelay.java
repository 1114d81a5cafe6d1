package io.github.camelus3.emulator.console;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelus3.emulator.protocol.Json;
import io.github.camelus3.emulator.protocol.PercentCoding;
import io.github.camelus3.emulator.rules.Service;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Sends the page's changes to the emulator's own port as signed requests, so that they take the way
 * of every other request and appear in the list. The page never sees a signature. Thread safe.
 */
final class UploadRelay {
  /** Base64 of a JSON object with the members {@code policy} and {@code metadata}. */
  private static final String WISHES = "X-Us3-Upload";

  /** The type of an empty body; the JDK would send that of a form, unsigned. */
  private static final String BYTES = "application/octet-stream";

  private static final int MAX_SHOWN_BYTES = 64 * 1024;
  private static final int CONNECT_MILLIS = 5_000;

  private final String endpoint;
  private final Service service;

  UploadRelay(String endpoint, Service service) {
    this.endpoint = endpoint;
    this.service = service;
  }

  /** Uploads the body of the exchange. Returns what the uploader received. */
  Map<String, Object> upload(HttpServerExchange exchange, String bucket, String key)
      throws IOException {
    JsonNode wishes = wishes(exchange);
    String type = first(exchange, "Content-Type");
    HttpURLConnection connection = open("PUT", bucket, key, "", type, policy(wishes));
    for (Map.Entry<String, JsonNode> meta : wishes.path("metadata").properties()) {
      connection.setRequestProperty("X-Ufile-Meta-" + meta.getKey(), meta.getValue().asText());
    }
    return sent(connection, exchange.getInputStream(), length(exchange));
  }

  /**
   * Sends the request once and returns the outcome. The JDK retries a request without a response,
   * unless its body is a stream; so an empty body is one too.
   */
  private static Map<String, Object> sent(
      HttpURLConnection connection, InputStream body, long length) {
    try {
      connection.setDoOutput(true);
      connection.setFixedLengthStreamingMode(length);
      try (OutputStream out = connection.getOutputStream()) {
        body.transferTo(out);
      }
    } catch (IOException e) {
      return outcome(connection, e);
    }
    return outcome(connection, null);
  }

  private static long length(HttpServerExchange exchange) {
    long length = exchange.getRequestContentLength();
    if (length < 0) {
      throw new ConsoleError(411, "Content-Length must be present");
    }
    return length;
  }

  private static JsonNode wishes(HttpServerExchange exchange) {
    String encoded = first(exchange, WISHES);
    try {
      return Json.parse(encoded.isEmpty() ? bytes("{}") : Base64.getDecoder().decode(encoded));
    } catch (Json.NotJsonException e) {
      throw new IllegalArgumentException(WISHES + " must be JSON in base64", e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String policy(JsonNode wishes) {
    JsonNode policy = wishes.path("policy");
    return policy.isObject() ? Base64.getUrlEncoder().encodeToString(bytes(policy.toString())) : "";
  }

  /** Deletes an object. */
  Map<String, Object> delete(String bucket, String key) throws IOException {
    return sent(open("DELETE", bucket, key, "", BYTES, ""), InputStream.nullInputStream(), 0);
  }

  /** Aborts an unfinished upload. */
  Map<String, Object> abort(String bucket, String key, String uploadId) throws IOException {
    String query = "?uploadId=" + PercentCoding.encode(uploadId);
    return sent(open("DELETE", bucket, key, query, BYTES, ""), InputStream.nullInputStream(), 0);
  }

  private HttpURLConnection open(
      String method, String bucket, String key, String query, String type, String policy)
      throws IOException {
    if (key.isEmpty()) {
      throw new IllegalArgumentException("key must not be empty");
    }
    String path = PercentCoding.encode(key).replace("%2F", "/");
    URL url = new URL(endpoint + "/" + path + query);
    HttpURLConnection connection = (HttpURLConnection) url.openConnection(java.net.Proxy.NO_PROXY);
    connection.setRequestMethod(method);
    connection.setInstanceFollowRedirects(false);
    connection.setUseCaches(false);
    connection.setConnectTimeout(CONNECT_MILLIS);
    connection.setRequestProperty("Connection", "close");
    connection.setRequestProperty("User-Agent", "us3-emulator-console");
    if (!type.isEmpty()) {
      connection.setRequestProperty("Content-Type", type);
    }
    connection.setRequestProperty(
        "Authorization", service.authorization(method, type, bucket, key, policy));
    return connection;
  }

  /** The response, or "cut" when none arrived, as a fault may want it. */
  private static Map<String, Object> outcome(HttpURLConnection connection, IOException sending) {
    Map<String, Object> json = new LinkedHashMap<>();
    try {
      int status = connection.getResponseCode();
      json.put("status", status);
      json.put("session", connection.getHeaderField("X-SessionId"));
      json.put("eTag", connection.getHeaderField("ETag"));
      try (InputStream in =
          status >= 400 ? connection.getErrorStream() : connection.getInputStream()) {
        byte[] body = in == null ? new byte[0] : in.readNBytes(MAX_SHOWN_BYTES);
        json.put("body", new String(body, StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      json.put("status", 0);
      json.put("error", "no response: " + (sending == null ? e : sending).getMessage());
    } finally {
      connection.disconnect();
    }
    return json;
  }

  private static String first(HttpServerExchange exchange, String header) {
    String value = exchange.getRequestHeaders().getFirst(header);
    return value == null ? "" : value;
  }
}
