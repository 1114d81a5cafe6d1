package io.github.camelus3.emulator.callback;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelus3.emulator.protocol.Json;
import io.github.camelus3.emulator.protocol.Us3Error;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An upload policy: the callback that the service sends when the upload is complete. Sources: ufile
 * putpolicy.md, ufile-gosdk demo_policy.go.
 *
 * @param callbackBodyType present: the body is sent as a body; absent: as a query
 * @param callbackVars values by name, the names with their {@code x:}
 */
public record PutPolicy(
    String callbackUrl,
    String callbackBody,
    Optional<String> callbackBodyType,
    Map<String, String> callbackVars) {

  private static final Pattern ABSOLUTE_HTTP = Pattern.compile("(?i)https?://[^/?#\\s]+\\S*");

  /**
   * Decodes and checks a policy. Accepts both base64 alphabets, with or without padding, since SDKs
   * differ.
   */
  public static PutPolicy decode(String encoded, boolean refuseHttps) {
    JsonNode json = json(encoded);
    String url = text(json, "callbackUrl").orElseThrow(Us3Error::invalidPutPolicy);
    if (!ABSOLUTE_HTTP.matcher(url).matches()
        || (refuseHttps && url.regionMatches(true, 0, "https:", 0, 6))) {
      throw Us3Error.invalidPutPolicy();
    }
    return new PutPolicy(
        url,
        text(json, "callbackBody").orElse(""),
        text(json, "callbackBodyType").filter(type -> !type.isEmpty()),
        vars(json.get("callbackVar")));
  }

  private static JsonNode json(String encoded) {
    String standard = encoded.replace('-', '+').replace('_', '/');
    try {
      JsonNode json = Json.parse(Base64.getDecoder().decode(standard));
      if (!json.isObject()) {
        throw Us3Error.invalidPutPolicy();
      }
      return json;
    } catch (IllegalArgumentException | Json.NotJsonException e) {
      throw Us3Error.invalidPutPolicy(e);
    }
  }

  private static Optional<String> text(JsonNode json, String member) {
    JsonNode value = json.get(member);
    if (value == null || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isTextual()) {
      throw Us3Error.invalidPutPolicy();
    }
    return Optional.of(value.textValue());
  }

  private static Map<String, String> vars(JsonNode json) {
    Map<String, String> vars = new LinkedHashMap<>();
    if (json == null || json.isNull()) {
      return vars;
    }
    if (!json.isObject()) {
      throw Us3Error.invalidPutPolicy();
    }
    for (Map.Entry<String, JsonNode> member : json.properties()) {
      if (!member.getValue().isTextual()) {
        throw Us3Error.invalidPutPolicy(); // the SDKs send numbers as strings too
      }
      vars.put(member.getKey(), member.getValue().textValue());
    }
    return vars;
  }

  /** Whether the callback carries a body; else it carries a query. */
  public boolean isBodyMode() {
    return callbackBodyType.isPresent();
  }

  @Override
  public String toString() {
    return "PutPolicy[" + (isBodyMode() ? "body" : "query") + "]"; // its values may be secrets
  }
}
