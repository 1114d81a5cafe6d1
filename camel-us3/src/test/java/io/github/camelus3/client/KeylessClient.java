package io.github.camelus3.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.Optional;

/** An HTTP client without keys, as users of links have. Opens one connection per request. */
public final class KeylessClient {
  private KeylessClient() {}

  /** A response of the service. */
  public record HttpResponse(int statusCode, byte[] body, HttpURLConnection connection) {
    /** The body as text. */
    public String text() {
      return new String(body, UTF_8);
    }

    /** A header's first value. */
    public Optional<String> header(String name) {
      return Optional.ofNullable(connection.getHeaderField(name));
    }
  }

  /** GET. */
  public static HttpResponse get(URI link) throws IOException {
    return response(connection(link));
  }

  /**
   * PUT.
   *
   * @param headers names and values in turn
   */
  public static HttpResponse put(URI link, byte[] bytes, String... headers) throws IOException {
    HttpURLConnection connection = connection(link);
    connection.setRequestMethod("PUT");
    for (int i = 0; i < headers.length; i += 2) {
      connection.setRequestProperty(headers[i], headers[i + 1]);
    }
    connection.setDoOutput(true);
    connection.getOutputStream().write(bytes);
    return response(connection);
  }

  private static HttpURLConnection connection(URI link) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) link.toURL().openConnection();
    connection.setRequestProperty("Connection", "close");
    return connection;
  }

  private static HttpResponse response(HttpURLConnection connection) throws IOException {
    int status = connection.getResponseCode();
    try (InputStream body =
        status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
      return new HttpResponse(status, body == null ? new byte[0] : body.readAllBytes(), connection);
    }
  }
}
