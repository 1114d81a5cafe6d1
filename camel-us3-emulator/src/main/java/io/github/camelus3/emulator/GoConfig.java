package io.github.camelus3.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelus3.emulator.protocol.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Keys and bucket of the Go SDK's {@code config.json}. Its other members, such as {@code
 * file_host}, say where a client finds the service. Source: ufile-gosdk, config.go. Immutable.
 */
record GoConfig(Optional<String> publicKey, Optional<String> privateKey, Optional<String> bucket) {
  static final GoConfig NONE = new GoConfig(Optional.empty(), Optional.empty(), Optional.empty());

  private static final String PUBLIC_KEY = "public_key";
  private static final String PRIVATE_KEY = "private_key";
  private static final String BUCKET_NAME = "bucket_name";

  /**
   * Reads the file.
   *
   * @throws IllegalArgumentException when it is absent or is not such a file; the message names no
   *     value, since one is the private key
   */
  static GoConfig read(Path file) {
    JsonNode json = json(file);
    Optional<String> publicKey = text(json, PUBLIC_KEY);
    Optional<String> privateKey = text(json, PRIVATE_KEY);
    Optional<String> bucket = text(json, BUCKET_NAME);
    if (publicKey.isPresent() != privateKey.isPresent()) {
      throw new IllegalArgumentException(PUBLIC_KEY + " and " + PRIVATE_KEY + " belong together");
    }
    if (publicKey.isEmpty() && bucket.isEmpty()) {
      throw new IllegalArgumentException(
          "file must have " + PUBLIC_KEY + " and " + PRIVATE_KEY + ", or " + BUCKET_NAME);
    }
    return new GoConfig(publicKey, privateKey, bucket);
  }

  private static JsonNode json(Path file) {
    try {
      JsonNode json = Json.parse(Files.readAllBytes(file));
      if (json.isObject()) {
        return json;
      }
      throw new IllegalArgumentException("file must be a JSON object");
    } catch (NoSuchFileException e) {
      throw new IllegalArgumentException("file must exist", e);
    } catch (IOException e) {
      throw new IllegalArgumentException("file must be readable: " + e.getMessage(), e);
    } catch (Json.NotJsonException e) {
      throw new IllegalArgumentException("file must be a JSON object", e);
    }
  }

  /** The Go SDK strips names too. */
  private static Optional<String> text(JsonNode json, String member) {
    return Optional.ofNullable(json.get(member))
        .map(
            value -> {
              if (!value.isTextual()) {
                throw new IllegalArgumentException(member + " must be a string");
              }
              return value.textValue().strip();
            })
        .filter(value -> !value.isEmpty());
  }

  @Override
  public String toString() {
    return "GoConfig[bucket=" + bucket + "]"; // no private key
  }
}
