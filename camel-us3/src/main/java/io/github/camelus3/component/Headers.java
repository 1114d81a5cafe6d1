package io.github.camelus3.component;

import io.github.camelus3.client.ServiceHost;
import io.github.camelus3.sign.Utf8;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.Message;
import org.apache.camel.TypeConversionException;
import org.apache.camel.util.TimeUtils;

/** Reads headers as what they should be; what they cannot be read as is named with its value. */
record Headers(Message message) {

  /** The value of a header; null when it is absent. */
  <T> T value(String name, Class<T> type) {
    return value(name, type, type.getSimpleName());
  }

  private <T> T value(String name, Class<T> type, String typeName) {
    T value;
    try {
      value = message.getHeader(name, type);
    } catch (TypeConversionException e) {
      throw unusable(name, "is not of type " + typeName, e);
    }
    if (value == null && message.getHeader(name) != null) { // nothing converts it
      throw unusable(name, "is not of type " + typeName, null);
    }
    return value;
  }

  /** The text of a header, which must not be blank; null when it is absent. */
  String text(String name) {
    String value = value(name, String.class);
    if (value != null && value.isBlank()) {
      throw new IllegalArgumentException("header " + name + " is blank");
    }
    return sendable(name, value);
  }

  /** An object's key, which may be of blanks alone, but not empty; null when it is absent. */
  String key(String name) {
    String value = value(name, String.class);
    if (value != null && value.isEmpty()) {
      throw new IllegalArgumentException("header " + name + " is empty");
    }
    return sendable(name, value);
  }

  String requiredKey(String name) {
    return required(name, key(name));
  }

  /** The name of a bucket; null when it is absent. */
  String bucket(String name) {
    String value = value(name, String.class);
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
    Long value = value(name, Long.class, "Integer"); // converters cut what an Integer cannot hold
    if (value != null && value.intValue() != value) {
      throw unusable(name, "is not of type Integer", null);
    }
    return value == null ? null : value.intValue();
  }

  int requiredNumber(String name) {
    return required(name, number(name));
  }

  /** A constant, or its name in any case; {@code otherwise} when absent. */
  <E extends Enum<E>> E anEnum(String name, Class<E> type, E otherwise) {
    Object value = message.getHeader(name);
    if (value == null) {
      return otherwise;
    }
    String text = value.toString().toLowerCase(Locale.ROOT);
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> constant.name().toLowerCase(Locale.ROOT).equals(text))
        .findFirst()
        .orElseThrow(
            () -> unusable(name, "is none of " + Arrays.toString(type.getEnumConstants()), null));
  }

  /** An Instant, a Date or milliseconds; null when absent. */
  Instant instant(String name) {
    Object value = message.getHeader(name);
    if (value == null || value instanceof Instant) {
      return (Instant) value;
    }
    return value instanceof Date date
        ? date.toInstant()
        : Instant.ofEpochMilli(value(name, Long.class));
  }

  /** A Duration, milliseconds, or text such as {@code 15m}; null when absent. */
  Duration duration(String name) {
    Object value = message.getHeader(name);
    if (value == null || value instanceof Duration) {
      return (Duration) value;
    }
    try {
      return Duration.ofMillis(TimeUtils.toMilliSeconds(value.toString()));
    } catch (RuntimeException e) {
      throw unusable(name, "is not a duration", e);
    }
  }

  /** A map of texts; null when absent. */
  Map<String, String> texts(String name) {
    Map<?, ?> value = value(name, Map.class);
    return value == null ? null : texts("header " + name, value);
  }

  /**
   * A map of texts.
   *
   * @param where the map was found
   */
  static Map<String, String> texts(String where, Map<?, ?> map) {
    Map<String, String> texts = new LinkedHashMap<>();
    map.forEach(
        (name, value) -> {
          if (name == null || value == null) {
            throw new IllegalArgumentException(where + " holds a null: " + name + '=' + value);
          }
          texts.put(name.toString(), value.toString());
        });
    return texts;
  }

  /** Whether a header is what an earlier operation has answered, so asks for nothing. */
  boolean isAnswer(String name) {
    return Answers.has(message, name);
  }

  private static <T> T required(String name, T value) {
    if (value == null) {
      throw new IllegalArgumentException("header " + name + " is missing");
    }
    return value;
  }

  private IllegalArgumentException unusable(String name, String what, Exception cause) {
    return new IllegalArgumentException(
        "header " + name + ' ' + what + ": " + message.getHeader(name), cause);
  }
}
