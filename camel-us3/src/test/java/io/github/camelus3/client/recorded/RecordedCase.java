package io.github.camelus3.client.recorded;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelus3.sign.Credentials;
import io.github.camelus3.sign.WireVectors;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** One call of the Go SDK (ufile-gosdk 1d4446c) with its recorded requests. */
record RecordedCase(JsonNode json) {
  private static final int BLOCK = 4 << 20;

  static List<RecordedCase> all() throws IOException {
    return WireVectors.all().stream().map(RecordedCase::new).toList();
  }

  String name() {
    return json.get("case").asText();
  }

  String op() {
    return json.get("op").asText();
  }

  /** A text or number given to the SDK; empty when it was not given. */
  String input(String member) {
    return json.get("inputs").path(member).asText("");
  }

  boolean has(String member) {
    return json.get("inputs").has(member);
  }

  JsonNode inputs() {
    return json.get("inputs");
  }

  JsonNode server() {
    return json.path("server");
  }

  /** Null when the SDK's call takes none; an empty text was signed as a policy too. */
  String policy() {
    return op().endsWith("WithPolicy") ? input("policy") : null;
  }

  /** The MIME type that the SDK sent: its argument, or detected by the SDK. */
  String mimeType() {
    String sent = header(json.get("requests").path(0), "content-type");
    return sent.isEmpty() ? null : sent;
  }

  byte[] file() {
    return FilePattern.bytesOf(json.get("inputs").path("file"));
  }

  int fileSize() {
    return json.get("inputs").path("file").path("size").asInt();
  }

  int partSize() {
    return server().path("blk_size").asInt(BLOCK);
  }

  Credentials credentials() {
    return Credentials.of(input("public_key"), input("private_key"));
  }

  /** Whether all signatures are valid; a header added after signing made some invalid. */
  boolean isSigned() {
    return !json.get("requests").toString().contains("\"ct-mismatch\"");
  }

  List<SentRequest> requests() {
    List<SentRequest> requests = new ArrayList<>();
    for (JsonNode request : json.get("requests")) {
      Map<String, String> headers = new TreeMap<>();
      request
          .get("headers")
          .forEach(
              pair ->
                  headers.put(pair.get(0).asText().toLowerCase(Locale.ROOT), pair.get(1).asText()));
      requests.add(
          SentRequest.of(
              request.get("method").asText(),
              request.get("target").asText(),
              headers,
              request.get("body_len").asLong(),
              request.path("body_sha1").asText(""),
              request.path("body_text").asText("")));
    }
    return requests;
  }

  private static String header(JsonNode request, String name) {
    for (JsonNode pair : request.path("headers")) {
      if (pair.get(0).asText().equalsIgnoreCase(name)) {
        return pair.get(1).asText();
      }
    }
    return "";
  }

  @Override
  public String toString() {
    return name();
  }
}
