package io.github.camelus3.callback;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The request that US3 sends after an upload with a policy. With {@code callbackBodyType}, the
 * expanded {@code callbackBody} is the body of a POST. Without it, the expanded text is the URL's
 * query and the body is empty. Source: ufile-gosdk documentation, the page on upload callbacks. No
 * field can be trusted before the token is verified.
 *
 * @param fields the fields by name; a repeated name of a query has a list. Null when the body is
 *     JSON but not an object. The map is mutable
 * @param json the JSON text as received; null when the fields came in a query or a form
 * @param parameters the names in the URL's query
 * @param token the token; null for none
 */
public record Callback(
    Map<String, Object> fields, String json, Set<String> parameters, String token) {
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

  /**
   * Reads the callback from an HTTP request.
   *
   * @param query the URL's query, still encoded; null for none
   * @param contentType the Content-Type header; null for none
   * @param body the whole body; empty for none
   * @throws CallbackRefusedException with status 400 if the request is malformed, with 403 if it
   *     has more than one token
   */
  public static Callback read(String query, String contentType, byte[] body)
      throws CallbackRefusedException {
    Map<String, List<String>> parameters = QueryFields.parse(query);
    Set<String> names = Set.copyOf(parameters.keySet());
    String token = singleToken(parameters.remove(CallbackTokens.PARAMETER));
    if (body.length == 0) {
      return new Callback(unwrapSingleValues(parameters), null, names, token);
    }
    String text = decodeUtf8(body);
    if (isForm(contentType)) {
      return new Callback(unwrapSingleValues(QueryFields.parseUnencoded(text)), null, names, token);
    }
    JsonNode tree = parseJson(text);
    Map<String, Object> fields =
        tree.isObject() ? JSON.convertValue(tree, new TypeReference<>() {}) : null;
    return new Callback(fields, text, names, token);
  }

  /** The object that the fields describe. */
  public CallbackObject object() {
    return CallbackObject.of(fields == null ? Map.of() : fields);
  }

  /** The JSON text as received, or the fields as JSON text. */
  public String toJson() {
    if (json != null) {
      return json;
    }
    try {
      return JSON.writeValueAsString(fields);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("fields must be serializable", e);
    }
  }

  private static String singleToken(List<String> values) throws CallbackRefusedException {
    if (values != null && values.size() > 1) {
      throw CallbackRefusedException.forbidden("the callback has more than one token");
    }
    return values == null ? null : values.get(0);
  }

  private static Map<String, Object> unwrapSingleValues(Map<String, List<String>> parameters) {
    Map<String, Object> fields = new LinkedHashMap<>();
    parameters.forEach(
        (name, values) -> fields.put(name, values.size() == 1 ? values.get(0) : values));
    return fields;
  }

  private static boolean isForm(String contentType) {
    return contentType != null
        && contentType
            .toLowerCase(Locale.ROOT)
            .strip()
            .startsWith("application/x-www-form-urlencoded");
  }

  private static String decodeUtf8(byte[] body) throws CallbackRefusedException {
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException e) {
      throw CallbackRefusedException.malformed("the body is not UTF-8");
    }
  }

  private static JsonNode parseJson(String text) throws CallbackRefusedException {
    try {
      JsonNode tree = JSON.readTree(text);
      if (tree == null || tree.isMissingNode()) {
        throw CallbackRefusedException.malformed("the body is blank");
      }
      return tree;
    } catch (JsonProcessingException e) {
      // no cause: the parser's message may quote the body
      throw CallbackRefusedException.malformed("the body is not JSON");
    }
  }

  /** Omits all fields, which may be secret. */
  @Override
  public String toString() {
    return "Callback";
  }
}
