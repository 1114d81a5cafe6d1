package io.github.camelus3.component.message;

import java.util.HashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/**
 * Sets headers that hold results, and remembers their values. Some headers are both a result and a
 * request: {@code headObject} sets {@code CamelUs3StorageClass}, {@code changeStorageClass} reads
 * it. A result that the route has not changed must not be read as a request.
 */
public final class ResultHeaders {
  private static final String PROPERTY = "CamelUs3Answers";

  private ResultHeaders() {}

  /** Sets a header, or removes it if {@code value} is null. */
  public static void write(Message message, String header, Object value) {
    Map<String, Object> one = new HashMap<>();
    one.put(header, value);
    write(message, one);
  }

  /** As {@link #write(Message, String, Object)}, for several headers by name. */
  public static void write(Message message, Map<String, Object> headers) {
    Exchange exchange = message.getExchange();
    // a new map each time: copies of the exchange share the old one
    Map<String, Object> results = new HashMap<>(of(exchange));
    headers.forEach(
        (header, value) -> {
          if (value == null) {
            message.removeHeader(header);
          } else {
            message.setHeader(header, value);
            results.put(header, value);
          }
        });
    exchange.setProperty(PROPERTY, results);
  }

  /** Whether a header still holds the same object that was written here. */
  public static boolean has(Message message, String header) {
    Object value = message.getHeader(header);
    return value != null && of(message.getExchange()).get(header) == value;
  }

  /** Removes a header if it still holds the same object that was written here. */
  public static void removeUnchanged(Message message, String header) {
    if (has(message, header)) {
      message.removeHeader(header);
    }
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> of(Exchange exchange) {
    return exchange.getProperty(PROPERTY, Map.of(), Map.class);
  }
}
