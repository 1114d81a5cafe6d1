package io.github.camelus3.component;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.camelus3.callback.Callback;
import io.github.camelus3.callback.CallbackRefusedException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a callback from the message that an HTTP component has made of a request. */
final class WebhookRequest {
  private static final Logger LOG = LoggerFactory.getLogger(WebhookRequest.class);

  /**
   * How much of a body that is too large is read and dropped. Servers close the connection instead,
   * and many clients then see a broken connection and not the answer.
   */
  private static final long MAX_DROPPED_BYTES = 128L << 20;

  private WebhookRequest() {}

  /**
   * The callback. No more than {@code maxBytes} of its body are held.
   *
   * @throws CallbackRefusedException if the request is not a callback
   * @throws IOException if the connection breaks
   */
  static Callback read(Exchange exchange, int maxBytes)
      throws CallbackRefusedException, IOException {
    Message message = exchange.getMessage();
    String method = message.getHeader(Exchange.HTTP_METHOD, "POST", String.class);
    if (!method.equals("POST")) {
      throw new CallbackRefusedException(405, "callbacks are sent by POST");
    }
    Long length = message.getHeader(Exchange.CONTENT_LENGTH, Long.class);
    if (length != null && length > maxBytes) {
      boolean waits = message.getHeader("Expect") != null; // for leave to send the body
      if (!waits && length <= MAX_DROPPED_BYTES && message.getBody() != null) {
        drop(stream(message));
      }
      throw tooLarge(maxBytes);
    }
    String query =
        message.getHeader(
            Exchange.HTTP_RAW_QUERY,
            message.getHeader(Exchange.HTTP_QUERY, String.class),
            String.class);
    String contentType = message.getHeader(Exchange.CONTENT_TYPE, String.class);
    return Callback.read(query, contentType, body(message, maxBytes));
  }

  private static byte[] body(Message message, int maxBytes)
      throws CallbackRefusedException, IOException {
    Object body = message.getBody();
    if (body == null) {
      return new byte[0];
    }
    if (body instanceof Map<?, ?> form) { // the server has parsed it already
      return encoded(form).getBytes(UTF_8);
    }
    InputStream stream = stream(message);
    byte[] bytes = stream.readNBytes(maxBytes + 1);
    if (bytes.length > maxBytes) {
      drop(stream);
      throw tooLarge(maxBytes);
    }
    return bytes;
  }

  private static void drop(InputStream stream) {
    byte[] buffer = new byte[8 << 10];
    long dropped = 0;
    try {
      for (int read = 0; read >= 0 && dropped < MAX_DROPPED_BYTES; dropped += read) {
        read = stream.read(buffer);
      }
    } catch (IOException e) {
      // the server has a limit of its own, or the client has gone; the answer stays the same
      LOG.debug("A body that is too large broke off after {} bytes", dropped, e);
    }
  }

  private static InputStream stream(Message message) throws CallbackRefusedException {
    try {
      return message.getMandatoryBody(InputStream.class);
    } catch (InvalidPayloadException e) {
      throw new CallbackRefusedException(400, "the body cannot be read");
    }
  }

  private static String encoded(Map<?, ?> form) {
    return form.entrySet().stream()
        .map(field -> encoded(field.getKey()) + '=' + encoded(field.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(Object text) {
    return URLEncoder.encode(String.valueOf(text), UTF_8);
  }

  private static CallbackRefusedException tooLarge(int maxBytes) {
    return new CallbackRefusedException(
        413, "the body has more than " + maxBytes + " bytes (maxCallbackBytes)");
  }
}
