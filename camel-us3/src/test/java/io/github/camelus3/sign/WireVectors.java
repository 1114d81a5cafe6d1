package io.github.camelus3.sign;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Calls of the unmodified Go SDK (ufile-gosdk 1d4446c) and their requests, recorded on loopback.
 */
public final class WireVectors {
  private static final List<String> FILES =
      List.of(
          "concurrency",
          "failure",
          "headers",
          "keys",
          "mime",
          "multipart",
          "nopolicy",
          "ops",
          "policy",
          "put",
          "vhost");
  private static final ObjectMapper JSON = new ObjectMapper();

  private WireVectors() {}

  /** All recorded calls, each with its inputs and requests. */
  public static List<JsonNode> all() throws IOException {
    List<JsonNode> all = new ArrayList<>();
    for (String file : FILES) {
      String resource = "/wire-vectors/go-" + file + ".jsonl";
      InputStream stream = WireVectors.class.getResourceAsStream(resource);
      try (BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(Objects.requireNonNull(stream, resource), UTF_8))) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          all.add(JSON.readTree(line));
        }
      }
    }
    return all;
  }
}
