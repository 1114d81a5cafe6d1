package io.github.camelus3.component.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.POJONode;
import java.io.File;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.ExchangeHelper;
import org.apache.camel.util.TimeUtils;

/**
 * Converts values of headers, bodies and options. Brokers and data formats deliver them as bytes,
 * JSON trees or optional values, also inside maps and lists. A value that cannot be converted is an
 * {@link IllegalArgumentException} that names header or option and value. Immutable.
 *
 * @param exchange its charset decodes bytes; null for UTF-8
 * @param context its type converters are used; null for none
 */
public record Values(Exchange exchange, CamelContext context) {
  /** Converts without Camel's type converters. */
  public static final Values PLAIN = new Values(null, null);

  public static Values of(Exchange exchange) {
    return new Values(exchange, exchange.getContext());
  }

  public static Values of(CamelContext context) {
    return new Values(null, context);
  }

  /**
   * The text of a value; null for none.
   *
   * @param where the name for the exception: the header or option
   */
  public String text(String where, Object value) {
    Object plain = plain(value);
    if (plain == null || plain instanceof String) {
      return (String) plain;
    }
    if (plain instanceof byte[] bytes) {
      return decoded(where, ByteBuffer.wrap(bytes));
    }
    if (plain instanceof ByteBuffer buffer) {
      return decoded(where, buffer.duplicate());
    }
    if (plain instanceof char[] chars) {
      return new String(chars);
    }
    if (isContainer(plain)) {
      throw unusable(where, "must be text", plain);
    }
    boolean isName = plain instanceof File || plain instanceof Path; // not the file's content
    String text = isName || context == null ? plain.toString() : converted(plain);
    if (text == null || text.startsWith(plain.getClass().getName() + '@')) {
      throw unusable(where, "must be text", plain);
    }
    return text;
  }

  /** A map of texts. */
  public Map<String, String> texts(String where, Object value) {
    Map<String, String> texts = new LinkedHashMap<>();
    map(where, value)
        .forEach(
            (name, element) -> {
              String key = text("a name in " + where, name);
              String text = key == null ? null : text(where + ": " + key, element);
              if (text == null) {
                throw new IllegalArgumentException(
                    where + " must not hold a null: " + key + '=' + text);
              }
              texts.put(key, text);
            });
    return texts;
  }

  /** A map, or a JSON object as one. */
  public Map<?, ?> map(String where, Object value) {
    Object plain = plain(value);
    if (plain instanceof Map<?, ?> map) {
      return map;
    }
    if (plain instanceof ObjectNode object) {
      Map<String, Object> fields = new LinkedHashMap<>();
      object.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
      return fields;
    }
    Map<?, ?> map =
        context == null || plain == null || plain instanceof CharSequence
            ? null
            : context.getTypeConverter().tryConvertTo(Map.class, exchange, plain);
    if (map == null) {
      throw unusable(where, "must be of type Map", plain);
    }
    return map;
  }

  /** A whole number; null for none. */
  public Long number(String where, Object value) {
    return number(where, "Long", value, Long.MIN_VALUE, Long.MAX_VALUE);
  }

  /** A whole number; null for none. */
  public Integer integer(String where, Object value) {
    Long number = number(where, "Integer", value, Integer.MIN_VALUE, Integer.MAX_VALUE);
    return number == null ? null : number.intValue();
  }

  private Long number(String where, String type, Object value, long min, long max) {
    String text = text(where, "must be of type " + type, value);
    if (text == null) {
      return null;
    }
    try {
      long number = new BigDecimal(text.strip()).longValueExact();
      if (number >= min && number <= max) {
        return number;
      }
    } catch (ArithmeticException | NumberFormatException e) {
      // no whole number, or one outside the range of long
    }
    throw unusable(where, "must be of type " + type, text);
  }

  /** A boolean; null for none. */
  public Boolean bool(String where, Object value) {
    String text = text(where, "must be of type Boolean", value);
    if (text == null) {
      return null;
    }
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw unusable(where, "must be of type Boolean", text);
    };
  }

  /** A constant, or its name in any case; null for none. */
  public <E extends Enum<E>> E constant(String where, Class<E> type, Object value) {
    String oneOf = "must be one of " + Arrays.toString(type.getEnumConstants());
    String text = text(where, oneOf, value);
    if (text == null) {
      return null;
    }
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> constant.name().equalsIgnoreCase(text.strip()))
        .findFirst()
        .orElseThrow(() -> unusable(where, oneOf, text));
  }

  /** A Duration, milliseconds, or text such as {@code 15m} or {@code PT15M}; null for none. */
  public Duration duration(String where, Object value) {
    Object plain = plain(value);
    if (plain instanceof Duration duration) {
      return duration;
    }
    if (plain instanceof Number) {
      return Duration.ofMillis(number(where, plain));
    }
    String text = text(where, "must be a duration", value);
    if (text == null) {
      return null;
    }
    try {
      String amount = text.strip();
      return amount.matches("(?i)[+-]?P.*")
          ? Duration.parse(amount)
          : Duration.ofMillis(milliseconds(amount));
    } catch (ArithmeticException | DateTimeException | IllegalArgumentException e) {
      throw unusable(where, "must be a duration", text);
    }
  }

  private static long milliseconds(String amount) {
    if (!amount.matches("-?\\d+|(?=\\d)(\\d+d)?(\\d+h)?(\\d+m(?!s))?(\\d+s)?(\\d+ms)?")) {
      throw new IllegalArgumentException("no duration"); // TimeUtils reads it as 0
    }
    return TimeUtils.toMilliSeconds(amount);
  }

  /** A point in time, milliseconds since 1970, or ISO-8601 text; null for none. */
  public Instant instant(String where, Object value) {
    Object plain = plain(value);
    if (plain instanceof Instant instant) {
      return instant;
    }
    if (plain instanceof Date date) {
      return Instant.ofEpochMilli(date.getTime());
    }
    if (plain instanceof Calendar calendar) {
      return calendar.toInstant();
    }
    if (plain instanceof ZonedDateTime time) {
      return time.toInstant();
    }
    if (plain instanceof OffsetDateTime time) {
      return time.toInstant();
    }
    String text = text(where, "must be of type Long", plain);
    if (text == null) {
      return null;
    }
    try {
      return text.strip().matches("-?\\d+")
          ? Instant.ofEpochMilli(Long.parseLong(text.strip()))
          : OffsetDateTime.parse(text.strip()).toInstant();
    } catch (DateTimeException | NumberFormatException e) {
      throw unusable(where, "must be of type Long", text);
    }
  }

  /** A JSON tree; numbers, booleans and null keep their JSON type, all other values are texts. */
  public JsonNode tree(String where, Object value) {
    Object plain = plain(value);
    JsonNodeFactory json = JsonNodeFactory.instance;
    if (plain == null) {
      return json.nullNode();
    }
    if (plain instanceof JsonNode node) {
      return node;
    }
    if (plain instanceof Map<?, ?> map) {
      ObjectNode object = json.objectNode();
      map.forEach(
          (name, element) -> {
            String member = text("a name in " + where, name);
            object.set(member, tree(where + ", member " + member, element));
          });
      return object;
    }
    if (plain instanceof Object[] array) {
      return tree(where, Arrays.asList(array));
    }
    if (plain instanceof Collection<?> elements) {
      ArrayNode array = json.arrayNode();
      elements.forEach(element -> array.add(tree(where, element)));
      return array;
    }
    if (plain instanceof Boolean flag) {
      return json.booleanNode(flag);
    }
    return plain instanceof Number number
        ? json.numberNode(decimal(where, number))
        : json.textNode(text(where, plain));
  }

  private static BigDecimal decimal(String where, Number number) {
    try {
      return new BigDecimal(number.toString());
    } catch (NumberFormatException e) {
      throw unusable(where, "must be a number of JSON", number);
    }
  }

  /** The content of an Optional or a JSON value; a CharSequence as a String. */
  public static Object plain(Object value) {
    if (value instanceof Optional<?> optional) {
      return plain(optional.orElse(null));
    }
    if (value instanceof OptionalInt number) {
      return number.isPresent() ? number.getAsInt() : null;
    }
    if (value instanceof OptionalLong number) {
      return number.isPresent() ? number.getAsLong() : null;
    }
    if (value instanceof OptionalDouble number) {
      return number.isPresent() ? number.getAsDouble() : null;
    }
    if (value instanceof JsonNode node && !node.isContainerNode()) {
      return node.isNull() || node.isMissingNode() ? null : scalar(node);
    }
    return value instanceof CharSequence text ? text.toString() : value;
  }

  private static Object scalar(JsonNode node) {
    if (node.isPojo()) {
      return plain(((POJONode) node).getPojo());
    }
    return node.isNumber()
        ? node.numberValue()
        : node.isBoolean() ? node.booleanValue() : node.asText();
  }

  private String text(String where, String condition, Object value) {
    try {
      return text(where, value);
    } catch (IllegalArgumentException e) {
      throw unusable(where, condition, value);
    }
  }

  private String converted(Object value) {
    return context.getTypeConverter().tryConvertTo(String.class, exchange, value);
  }

  private String decoded(String where, ByteBuffer bytes) {
    Charset charset =
        exchange == null ? UTF_8 : Charset.forName(ExchangeHelper.getCharsetName(exchange));
    try {
      return charset.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(where + " must be text in " + charset, e);
    }
  }

  private static boolean isContainer(Object value) {
    return value instanceof Map
        || value instanceof Iterable && !(value instanceof Path)
        || value instanceof Exchange
        || value instanceof Message
        || value.getClass().isArray();
  }

  /** Whether the text of an object is only its class and identity hash code. */
  private static boolean isIdentity(Object value) {
    String identity =
        value.getClass().getName() + '@' + Integer.toHexString(System.identityHashCode(value));
    return identity.equals(value.toString());
  }

  private static IllegalArgumentException unusable(String where, String condition, Object value) {
    boolean isNamed = value != null && (value.getClass().isArray() || isIdentity(value));
    return new IllegalArgumentException(
        where + ' ' + condition + ": " + (isNamed ? value.getClass().getTypeName() : value));
  }
}
