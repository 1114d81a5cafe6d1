package io.github.camelus3.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Supplier;

/** A minimal US3 client on the JDK's HttpClient. */
final class TestClient {
  static final String BUCKET = "demobucket";
  static final String TEXT = "text/plain";

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Supplier<String> endpoint;
  private final Signer signer;

  TestClient(Us3Emulator emulator) {
    this(emulator, Signer.DEMO);
  }

  TestClient(Us3Emulator emulator, Signer signer) {
    this(emulator::endpoint, signer);
  }

  TestClient(String endpoint, Signer signer) {
    this(() -> endpoint, signer);
  }

  /** With an endpoint that may change between requests. */
  TestClient(Supplier<String> endpoint, Signer signer) {
    this.endpoint = endpoint;
    this.signer = signer;
  }

  /**
   * An emulator with the bucket and keys of the protocol's published vectors. Callbacks have the
   * time that a busy machine needs.
   */
  static Us3Emulator.Builder emulator() {
    return Us3Emulator.builder()
        .bucket(BUCKET)
        .credentials(Signer.DEMO.publicKey(), Signer.DEMO.privateKey())
        .callbackTimeout(Duration.ofMinutes(1));
  }

  /** A request, signed, to be varied by a test. */
  HttpRequest.Builder request(String method, String key, String contentType, byte[] body) {
    return request(method, key, "", contentType, body);
  }

  HttpRequest.Builder request(
      String method, String key, String query, String contentType, byte[] body) {
    HttpRequest.Builder request =
        unsigned(method, key, query, body)
            .setHeader("Authorization", signer.authorization(method, contentType, BUCKET, key));
    if (!contentType.isEmpty()) {
      request.setHeader("Content-Type", contentType);
    }
    return request;
  }

  HttpRequest.Builder unsigned(String method, String key, String query, byte[] body) {
    return HttpRequest.newBuilder(URI.create(endpoint.get() + path(key) + query))
        .method(
            method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
  }

  static String path(String key) {
    return "/"
        + URLEncoder.encode(key, StandardCharsets.UTF_8).replace("+", "%20").replace("%2F", "/");
  }

  HttpResponse<byte[]> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new AssertionError("no response", e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  HttpClient http() {
    return http;
  }

  HttpResponse<byte[]> put(String key, byte[] body) {
    return send(request("PUT", key, TEXT, body));
  }

  HttpResponse<byte[]> get(String key) {
    return send(request("GET", key, "", new byte[0]));
  }

  HttpResponse<byte[]> putWithPolicy(String key, String policy, byte[] body) {
    return send(
        request("PUT", key, TEXT, body)
            .setHeader("Authorization", signer.withPolicy("PUT", TEXT, BUCKET, key, policy)));
  }

  String initiate(String key) {
    return json(send(request("POST", key, "?uploads", TEXT, new byte[0])))
        .get("UploadId")
        .textValue();
  }

  HttpResponse<byte[]> uploadPart(String key, String uploadId, int number, byte[] body) {
    String query = "?uploadId=" + uploadId + "&partNumber=" + number;
    return send(request("PUT", key, query, TEXT, body));
  }

  HttpResponse<byte[]> finish(String key, String uploadId, String eTags) {
    byte[] body = eTags.getBytes(StandardCharsets.UTF_8);
    return send(request("POST", key, "?uploadId=" + uploadId, TEXT, body));
  }

  HttpResponse<byte[]> abort(String key, String uploadId) {
    return send(request("DELETE", key, "?uploadId=" + uploadId, "", new byte[0]));
  }

  static JsonNode json(HttpResponse<byte[]> response) {
    try {
      return new ObjectMapper().readTree(response.body());
    } catch (IOException e) {
      throw new AssertionError(text(response), e);
    }
  }

  static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  /** The ETag header without its quotes. */
  static String eTag(HttpResponse<?> response) {
    String quoted = response.headers().firstValue("ETag").orElseThrow();
    return quoted.substring(1, quoted.length() - 1);
  }

  /** The pattern of the published ETags: byte i is i mod 251. */
  static byte[] pattern(int size) {
    byte[] bytes = new byte[size];
    for (int i = 0; i < size; i++) {
      bytes[i] = (byte) (i % 251);
    }
    return bytes;
  }

  static byte[] slice(byte[] bytes, int from, int length) {
    return Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + length));
  }
}
