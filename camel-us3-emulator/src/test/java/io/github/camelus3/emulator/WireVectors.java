package io.github.camelus3.emulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The recorded requests of the official SDKs, a case a line. */
final class WireVectors {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private WireVectors() {}

  static List<Path> files() {
    try (Stream<Path> files =
        Files.list(Path.of(WireVectors.class.getResource("/wire-vectors").toURI()))) {
      return files.filter(file -> file.toString().endsWith(".jsonl")).sorted().toList();
    } catch (IOException | URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  static Stream<JsonNode> cases(Path file) {
    try {
      return Files.readAllLines(file).stream().map(WireVectors::parse);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  static JsonNode parse(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
