package io.github.camelus3.callback;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.OptionalLong;

/**
 * The callback body for a policy without one: JSON with {@code bucket}, {@code key}, {@code
 * mimeType} and, if known, {@code size}. The values are written into the text, not passed as
 * variables: US3 defines none itself, and its escaping of {@code callbackVar} is undocumented.
 */
public final class DefaultCallback {
  private DefaultCallback() {}

  /**
   * Builds the JSON text.
   *
   * @param mimeType the object's MIME type; null when unknown
   * @param sizeBytes the object's size; empty when unknown
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
    // US3 must not expand a placeholder that is part of a key
    return callback.toString().replace("$(", "\\u0024(");
  }
}
