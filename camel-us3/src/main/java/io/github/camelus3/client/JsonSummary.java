package io.github.camelus3.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The facts about a JSON body that every response needs. The body is parsed token by token, because
 * a tree of a 15 MB reply would need ten times the memory. Immutable.
 *
 * @param isJson whether the body is one complete JSON value and nothing else
 * @param isObject whether that value is an object
 * @param members the members named in {@link #MEMBERS} that the object has, as text
 */
record JsonSummary(boolean isJson, boolean isObject, Map<String, String> members) {
  private static final JsonSummary NO_JSON = new JsonSummary(false, false, Map.of());

  /** The members that describe an error; the bucket API's documents spell one in two ways. */
  private static final Set<String> MEMBERS = Set.of("RetCode", "Retcode", "ErrMsg", "Message");

  /** Longer texts are cut, because they are only used in messages. */
  private static final int MAX_TEXT_CHARS = 64 << 10;

  /** Without a table of member names, which would grow with the body. */
  private static final JsonFactory JSON =
      new JsonFactoryBuilder()
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .build();

  /** Parses a body. */
  static JsonSummary of(byte[] body) {
    if (body.length == 0) {
      return NO_JSON;
    }
    try (JsonParser parser =
        JSON.createParser(new InputStreamReader(new ByteArrayInputStream(body), UTF_8))) {
      JsonToken first = parser.nextToken();
      if (first == null) {
        return NO_JSON;
      }
      Map<String, String> members = new HashMap<>();
      if (first == JsonToken.START_OBJECT) {
        readMembers(parser, members);
      } else {
        parser.skipChildren();
      }
      boolean isWhole = parser.nextToken() == null;
      return isWhole
          ? new JsonSummary(true, first == JsonToken.START_OBJECT, Map.copyOf(members))
          : NO_JSON;
    } catch (IOException e) {
      return NO_JSON;
    }
  }

  private static void readMembers(JsonParser parser, Map<String, String> members)
      throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      if (MEMBERS.contains(name) && value.isScalarValue() && value != JsonToken.VALUE_NULL) {
        String text = parser.getText();
        members.put(name, text.substring(0, Math.min(MAX_TEXT_CHARS, text.length())));
      } else {
        parser.skipChildren();
      }
    }
  }

  /** Whether the object has a {@code RetCode}, as every error of the service has. */
  boolean hasRetCode() {
    return isNumber(members.get("RetCode"));
  }

  /** The {@code RetCode}; 0 when absent or beyond an int. */
  int retCode() {
    return number("RetCode");
  }

  /** The {@code RetCode} of the bucket API; {@code otherwise} when absent. */
  int bucketRetCode(int otherwise) {
    String name = members.containsKey("RetCode") ? "RetCode" : "Retcode";
    return isNumber(members.get(name)) ? number(name) : otherwise;
  }

  /** A member's text; empty when absent. */
  String text(String name) {
    return members.getOrDefault(name, "");
  }

  private int number(String name) {
    String text = members.get(name);
    if (!isNumber(text)) {
      return 0;
    }
    BigInteger number = new BigInteger(text);
    return number.bitLength() < Integer.SIZE ? number.intValue() : 0;
  }

  private static boolean isNumber(String text) {
    return text != null && text.matches("-?[0-9]{1,20}");
  }
}
