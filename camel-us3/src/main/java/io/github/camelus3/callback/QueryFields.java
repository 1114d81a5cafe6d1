package io.github.camelus3.callback;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads {@code application/x-www-form-urlencoded} text in UTF-8. A percent sign without two
 * hexadecimal digits is kept, because US3 does not encode the values of a callback.
 */
final class QueryFields {
  private interface Decoder {
    String decode(String text) throws CallbackRefusedException;
  }

  private QueryFields() {}

  /**
   * The values by name, in the order of the text.
   *
   * @param text the encoded text; null means empty
   * @throws CallbackRefusedException if the bytes are not UTF-8
   */
  static Map<String, List<String>> parse(String text) throws CallbackRefusedException {
    return parse(text, QueryFields::decode);
  }

  /**
   * The values of a form whose values US3 may not have encoded. A value that does not decode to
   * UTF-8 is kept as it is.
   */
  static Map<String, List<String>> parseUnencoded(String text) {
    try {
      return parse(text, QueryFields::decodeOrKeep);
    } catch (CallbackRefusedException e) {
      throw new IllegalStateException("decodeOrKeep must not fail", e);
    }
  }

  private static Map<String, List<String>> parse(String text, Decoder decoder)
      throws CallbackRefusedException {
    Map<String, List<String>> fields = new LinkedHashMap<>();
    if (text == null) {
      return fields;
    }
    for (String pair : text.split("&")) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        String name = decoder.decode(equals < 0 ? pair : pair.substring(0, equals));
        String value = equals < 0 ? "" : decoder.decode(pair.substring(equals + 1));
        fields.computeIfAbsent(name, missing -> new ArrayList<>()).add(value);
      }
    }
    return fields;
  }

  private static String decodeOrKeep(String text) {
    try {
      return decode(text);
    } catch (CallbackRefusedException e) {
      return text;
    }
  }

  private static String decode(String text) throws CallbackRefusedException {
    if (text.indexOf('%') < 0) {
      return text.replace('+', ' ');
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
    byte[] encoded = text.getBytes(UTF_8);
    for (int i = 0; i < encoded.length; i++) {
      int decoded = encoded[i] == '%' ? decodeHexDigits(encoded, i + 1) : -1;
      if (decoded >= 0) {
        bytes.write(decoded);
        i += 2;
      } else {
        bytes.write(encoded[i] == '+' ? ' ' : encoded[i]);
      }
    }
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toByteArray())).toString();
    } catch (CharacterCodingException e) {
      throw CallbackRefusedException.malformed("the query is not UTF-8");
    }
  }

  /** The byte of two hexadecimal digits; -1 if there are not two. */
  private static int decodeHexDigits(byte[] encoded, int index) {
    if (index + 1 >= encoded.length) {
      return -1;
    }
    int high = Character.digit(encoded[index], 16);
    int low = Character.digit(encoded[index + 1], 16);
    return high < 0 || low < 0 ? -1 : high << 4 | low;
  }
}
