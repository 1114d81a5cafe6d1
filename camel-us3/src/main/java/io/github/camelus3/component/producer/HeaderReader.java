package io.github.camelus3.component.producer;

import io.github.camelus3.client.ServiceHost;
import io.github.camelus3.component.message.ResultHeaders;
import io.github.camelus3.component.message.Values;
import io.github.camelus3.sign.Utf8;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.camel.Message;

/**
 * Reads headers as the types that they should have. A value that cannot be read as such is named in
 * the exception.
 *
 * @param values converts the values
 */
record HeaderReader(Message message, Values values) {

  HeaderReader(Message message) {
    this(message, Values.of(message.getExchange()));
  }

  /** The text of a header; null when it is absent. */
  String anyText(String name) {
    return values.text(where(name), message.getHeader(name));
  }

  /** The text of a header, which must not be blank; null when it is absent. */
  String text(String name) {
    String value = anyText(name);
    if (value != null && value.isBlank()) {
      throw new IllegalArgumentException("header " + name + " must not be blank");
    }
    return sendable(name, value);
  }

  /** An object's key, which must not be empty; null when the header is absent. */
  String key(String name) {
    String value = anyText(name);
    if (value != null && value.isEmpty()) {
      throw new IllegalArgumentException("header " + name + " must not be empty");
    }
    return sendable(name, value);
  }

  String requiredKey(String name) {
    return required(name, key(name));
  }

  /** The name of a bucket; null when the header is absent. */
  String bucket(String name) {
    String value = anyText(name);
    return value == null ? null : ServiceHost.requireBucket("header " + name, value);
  }

  private static String sendable(String name, String value) {
    if (value != null && !Utf8.canEncode(value)) {
      throw new IllegalArgumentException(
          "header " + name + " must not hold half a surrogate pair: " + value);
    }
    return value;
  }

  String requiredText(String name) {
    return required(name, text(name));
  }

  /** A whole number; null when absent. */
  Integer number(String name) {
    return values.integer(where(name), message.getHeader(name));
  }

  int requiredNumber(String name) {
    return required(name, number(name));
  }

  /** A whole number; null when absent. */
  Long longNumber(String name) {
    return values.number(where(name), message.getHeader(name));
  }

  /** Whether a header is {@code true}. */
  boolean flag(String name) {
    return Boolean.TRUE.equals(values.bool(where(name), message.getHeader(name)));
  }

  /** A constant, or its name in any case; {@code otherwise} when absent. */
  <E extends Enum<E>> E anEnum(String name, Class<E> type, E otherwise) {
    E value = values.constant(where(name), type, message.getHeader(name));
    return value == null ? otherwise : value;
  }

  /** A point in time or milliseconds; null when absent. */
  Instant instant(String name) {
    return values.instant(where(name), message.getHeader(name));
  }

  /** A Duration, milliseconds, or text such as {@code 15m} or {@code PT15M}; null when absent. */
  Duration duration(String name) {
    return values.duration(where(name), message.getHeader(name));
  }

  /** A map of texts; null when absent. */
  Map<String, String> texts(String name) {
    Object value = Values.plain(message.getHeader(name));
    return value == null ? null : values.texts(where(name), value);
  }

  /** Whether a header still holds the result of an earlier operation, so is no request. */
  boolean isUnchangedResult(String name) {
    return ResultHeaders.has(message, name);
  }

  private static String where(String name) {
    return "header " + name;
  }

  private static <T> T required(String name, T value) {
    if (value == null) {
      throw new IllegalArgumentException("header " + name + " must be set");
    }
    return value;
  }
}
