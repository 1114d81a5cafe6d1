package io.github.camelus3.component.webhook;

import io.github.camelus3.callback.Callback;
import io.github.camelus3.callback.CallbackObject;
import io.github.camelus3.callback.CallbackToken;
import io.github.camelus3.component.Us3Constants;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Message;

/** Turns a callback into the message that the route receives. */
final class WebhookMessage {
  /** Headers of the HTTP body, which the message body replaces. */
  private static final Set<String> BODY_HEADERS = Set.of("content-length", "transfer-encoding");

  private WebhookMessage() {}

  /**
   * Replaces the body and headers of the request. HTTP headers stay, except those with a meaning in
   * Camel. Query parameters, which HTTP components copy into headers, are removed.
   *
   * @param token the verified token; null for an unverified callback
   * @param isText whether the body becomes JSON text instead of a map
   */
  static void replaceRequest(
      Message message, Callback callback, CallbackToken token, boolean isText) {
    Map<String, Object> headers = message.getHeaders();
    headers.keySet().removeIf(name -> isDropped(name, callback));
    CallbackObject object = callback.object();
    setIfKnown(headers, Us3Constants.KEY, token != null ? token.key() : object.key());
    setIfKnown(headers, Us3Constants.BUCKET_NAME, token != null ? token.bucket() : object.bucket());
    setIfKnown(headers, Us3Constants.ETAG, object.eTag());
    setIfKnown(headers, Us3Constants.CONTENT_LENGTH, object.sizeBytes());
    setIfKnown(headers, Us3Constants.MIME_TYPE, object.mimeType());
    setIfKnown(headers, Us3Constants.CALLBACK_VERIFIED, token != null);
    message.setBody(isText || callback.fields() == null ? callback.toJson() : callback.fields());
  }

  private static boolean isDropped(String name, Callback callback) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.startsWith("camel")
        || lower.startsWith("org.apache.camel")
        || BODY_HEADERS.contains(lower)
        || callback.parameters().stream().anyMatch(name::equalsIgnoreCase);
  }

  private static void setIfKnown(Map<String, Object> headers, String name, Object value) {
    if (value != null) {
      headers.put(name, value);
    }
  }
}
