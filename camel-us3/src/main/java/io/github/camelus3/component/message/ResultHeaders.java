package io.github.camelus3.component.message;

import java.util.HashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/**
 * Writes headers and remembers them. Some headers are both a response and a request: {@code
 * headObject} says in {@code CamelUs3StorageClass} what an object has, {@code changeStorageClass}
 * reads there what it is to get. Where the two would be mistaken for each other, a response that
 * the route has left alone counts as absent.
 */
public final class ResultHeaders {
  private static final String PROPERTY = "CamelUs3Answers";

  private ResultHeaders() {}

  /** Sets a header, or removes what an earlier step has left in it when there is no value. */
  public static void write(Message message, String header, Object value) {
    Map<String, Object> one = new HashMap<>();
    one.put(header, value);
    write(message, one);
  }

  /** As {@link #write(Message, String, Object)}, for several headers by name. */
  public static void write(Message message, Map<String, Object> headers) {
    Exchange exchange = message.getExchange();
    // never changed once set: copies of the exchange share it
    Map<String, Object> answers = new HashMap<>(of(exchange));
    headers.forEach(
        (header, value) -> {
          if (value == null) {
            message.removeHeader(header);
          } else {
            message.setHeader(header, value);
            answers.put(header, value);
          }
        });
    exchange.setProperty(PROPERTY, answers);
  }

  /** Whether a header still holds the very value that was written. */
  public static boolean has(Message message, String header) {
    Object value = message.getHeader(header);
    return value != null && of(message.getExchange()).get(header) == value;
  }

  /** Removes a header if it still holds the very value that was written. */
  public static void forget(Message message, String header) {
    if (has(message, header)) {
      message.removeHeader(header);
    }
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> of(Exchange exchange) {
    return exchange.getProperty(PROPERTY, Map.of(), Map.class);
  }
}
