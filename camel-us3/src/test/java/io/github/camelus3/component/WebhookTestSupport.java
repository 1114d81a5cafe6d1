package io.github.camelus3.component;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelus3.callback.CallbackTokens;
import io.github.camelus3.emulator.FreePort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.RestConfiguration;

/** A Camel context with webhooks on Undertow, and an HTTP client to call them. */
abstract class WebhookTestSupport extends Us3TestSupport {
  static final String SECRET = "known to uploader and webhook";

  private static final ObjectMapper JSON = new ObjectMapper();

  final int port = FreePort.find();
  final CallbackTokens tokens = new CallbackTokens(SECRET, Clock.systemUTC());
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @Override
  protected CamelContext createCamelContext() throws Exception {
    CamelContext camel = super.createCamelContext();
    RestConfiguration http = new RestConfiguration();
    http.setComponent("undertow");
    http.setHost("127.0.0.1");
    http.setPort(port);
    camel.setRestConfiguration(http);
    return camel;
  }

  /** A query with a new token for an object. */
  String tokenFor(String bucket, String key) {
    return CallbackTokens.PARAMETER + '=' + tokens.issue(bucket, key, Duration.ofMinutes(5));
  }

  HttpResponse<String> post(String target, String body) throws Exception {
    return post(target, body, Map.of());
  }

  HttpResponse<String> post(String target, String body, Map<String, String> headers)
      throws Exception {
    HttpRequest.Builder request = request(target).POST(BodyPublishers.ofString(body, UTF_8));
    if (!body.isEmpty()) {
      request.setHeader("Content-Type", "application/json");
    }
    headers.forEach(request::setHeader);
    return client.send(request.build(), BodyHandlers.ofString());
  }

  HttpResponse<String> send(String method, String target, BodyPublisher body) throws Exception {
    return client.send(request(target).method(method, body).build(), BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String target) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + target))
        .timeout(Duration.ofSeconds(60));
  }

  static JsonNode json(HttpResponse<String> response) throws IOException {
    return JSON.readTree(response.body());
  }
}
