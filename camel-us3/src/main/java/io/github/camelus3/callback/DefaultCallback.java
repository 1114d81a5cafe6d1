package io.github.camelus3.callback;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.OptionalLong;

/**
 * The callback body that is sent when a policy names none: JSON with {@code bucket}, {@code key},
 * {@code mimeType}, and {@code size} where it is known. The values stand in it as they are: US3 has
 * no variables of its own, and how it escapes the values of {@code callbackVar} is not documented.
 */
public final class DefaultCallback {
  private DefaultCallback() {}

  /**
   * The JSON text.
   *
   * @param mimeType null when unknown
   * @param variables further members; they do not replace those above
   */
  public static String json(
      String bucket,
      String key,
      String mimeType,
      OptionalLong sizeBytes,
      Map<String, String> variables) {
    ObjectNode callback = JsonNodeFactory.instance.objectNode();
    variables.forEach(callback::put);
    callback.put("bucket", bucket).put("key", key);
    if (mimeType != null) {
      callback.put("mimeType", mimeType);
    }
    if (sizeBytes.isPresent()) {
      callback.put("size", sizeBytes.getAsLong());
    }
    // what looks like a placeholder in a name must not be filled in
    return callback.toString().replace("$(", "\\u0024(");
  }
}
