package io.github.camelus3.client.contract;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** Whoever gets a link: any HTTP client, without keys. */
final class Http {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private Http() {}

  static HttpResponse<byte[]> get(URI link) throws IOException, InterruptedException {
    return CLIENT.send(HttpRequest.newBuilder(link).build(), BodyHandlers.ofByteArray());
  }

  /**
   * Sends bytes.
   *
   * @param headers names and values in turn
   */
  static HttpResponse<byte[]> put(URI link, byte[] bytes, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(link).PUT(BodyPublishers.ofByteArray(bytes));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return CLIENT.send(request.build(), BodyHandlers.ofByteArray());
  }
}
