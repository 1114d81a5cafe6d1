package io.github.camelus3.component.options;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import org.apache.camel.CamelContext;
import org.apache.camel.support.ResourceHelper;
import org.apache.camel.util.ObjectHelper;

/**
 * The Go SDK's {@code config.json}; absent members are null. The member {@code verfiy_upload_md5}
 * is misspelt in the Go SDK too. Source: ufile-gosdk, config.go.
 */
record ConfigFile(
    String publicKey,
    String privateKey,
    String bucketHost,
    String fileHost,
    String endpoint,
    Boolean verifyUploadMd5) {
  static final ConfigFile NONE = new ConfigFile(null, null, null, null, null, null);

  /**
   * Reads a file.
   *
   * @param location a path, or a URI with {@code classpath:} or another scheme of Camel's resources
   * @throws IllegalArgumentException naming the file, and the member that cannot be used
   */
  static ConfigFile read(CamelContext context, String location) {
    String uri = location.matches("[a-z]{2,}:.*") ? location : "file:" + location;
    try (InputStream in = ResourceHelper.resolveMandatoryResourceAsInputStream(context, uri)) {
      return of(location, new ObjectMapper().readTree(in));
    } catch (JsonProcessingException e) {
      // without the message of the parser, which may quote a key
      int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
      throw new IllegalArgumentException(
          "configFile " + location + " must be JSON, see line " + line);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "configFile " + location + " must be readable: " + e.getMessage(), e);
    }
  }

  private static ConfigFile of(String location, JsonNode json) {
    if (!json.isObject()) {
      throw new IllegalArgumentException("configFile " + location + " must be a JSON object");
    }
    return new ConfigFile(
        text(location, json, "public_key"),
        text(location, json, "private_key"),
        stripped(text(location, json, "bucket_host")),
        stripped(text(location, json, "file_host")),
        stripped(text(location, json, "endpoint")),
        bool(location, json, "verfiy_upload_md5"));
  }

  private static String text(String location, JsonNode json, String member) {
    JsonNode node = json.path(member);
    if (node.isMissingNode() || node.isNull()) {
      return null;
    }
    if (!node.isTextual()) {
      throw new IllegalArgumentException(
          "configFile " + location + ": member " + member + " must be text");
    }
    return ObjectHelper.isEmpty(node.textValue()) ? null : node.textValue();
  }

  /** Only for hosts: keys are checked as they are, like the options. */
  private static String stripped(String host) {
    return host == null ? null : host.strip();
  }

  private static Boolean bool(String location, JsonNode json, String member) {
    JsonNode node = json.path(member);
    if (node.isMissingNode() || node.isNull()) {
      return null;
    }
    if (!node.isBoolean()) {
      throw new IllegalArgumentException(
          "configFile " + location + ": member " + member + " must be true or false");
    }
    return node.booleanValue();
  }

  @Override
  public String toString() {
    return "ConfigFile[publicKey=" + publicKey + "]"; // never the private key
  }
}
