package io.github.camelus3.component.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.camelus3.callback.Callback;
import io.github.camelus3.callback.CallbackRefusedException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Message;

/** Reads a callback from the message of an HTTP component. */
final class WebhookRequest {
  private WebhookRequest() {}

  /**
   * Reads the callback. At most {@code maxBytes} + 1 bytes of its body are held in memory.
   *
   * @throws CallbackRefusedException if the request is not a callback
   * @throws IOException if the connection breaks
   */
  static Callback read(Exchange exchange, int maxBytes)
      throws CallbackRefusedException, IOException {
    Message message = exchange.getMessage();
    String method = message.getHeader(Exchange.HTTP_METHOD, "POST", String.class);
    if (!method.equals("POST")) {
      throw new CallbackRefusedException(405, "the method of a callback must be POST");
    }
    Long length = message.getHeader(Exchange.CONTENT_LENGTH, Long.class);
    if (length != null && length > maxBytes) {
      throw tooLarge(maxBytes);
    }
    byte[] body = readBody(message, maxBytes);
    if (body.length == 0 && length != null && length > 0) { // Jetty and servlets consume forms
      throw new CallbackRefusedException(400, "the HTTP server has consumed the body; send JSON");
    }
    String query =
        message.getHeader(
            Exchange.HTTP_RAW_QUERY,
            message.getHeader(Exchange.HTTP_QUERY, String.class),
            String.class);
    String contentType = message.getHeader(Exchange.CONTENT_TYPE, String.class);
    return Callback.read(query, contentType, body);
  }

  private static byte[] readBody(Message message, int maxBytes)
      throws CallbackRefusedException, IOException {
    Object body = message.getBody();
    if (body == null) {
      return new byte[0];
    }
    if (body instanceof Map<?, ?> form) { // the server has parsed the form
      return encodeForm(form).getBytes(UTF_8);
    }
    byte[] bytes = openBody(message).readNBytes(maxBytes + 1);
    if (bytes.length > maxBytes) {
      // The server drops the rest: reading or closing here can break off the response.
      throw tooLarge(maxBytes);
    }
    return bytes;
  }

  private static InputStream openBody(Message message) throws CallbackRefusedException {
    try {
      return message.getMandatoryBody(InputStream.class);
    } catch (InvalidPayloadException e) {
      throw new CallbackRefusedException(400, "the body cannot be read");
    }
  }

  private static String encodeForm(Map<?, ?> form) {
    return form.entrySet().stream()
        .flatMap(
            field ->
                values(field.getValue()).map(value -> encode(field.getKey()) + '=' + encode(value)))
        .collect(Collectors.joining("&"));
  }

  /** The values of a field; a repeated name has a list. */
  private static Stream<?> values(Object value) {
    return value instanceof Collection<?> all ? all.stream() : Stream.of(value);
  }

  private static String encode(Object text) {
    return URLEncoder.encode(String.valueOf(text), UTF_8);
  }

  private static CallbackRefusedException tooLarge(int maxBytes) {
    return new CallbackRefusedException(
        413, "the body must be at most " + maxBytes + " bytes (maxCallbackBytes)");
  }
}
