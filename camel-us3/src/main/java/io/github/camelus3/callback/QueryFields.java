package io.github.camelus3.callback;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads {@code application/x-www-form-urlencoded} text in UTF-8: queries strictly, forms not. */
final class QueryFields {
  private interface Decoder {
    String decode(String text) throws CallbackRefusedException;
  }

  private QueryFields() {}

  /**
   * The values by name, in their order.
   *
   * @param text null is as good as empty
   * @throws CallbackRefusedException if a percent sign is not followed by two hexadecimal digits,
   *     or the bytes are not UTF-8
   */
  static Map<String, List<String>> parse(String text) throws CallbackRefusedException {
    return parse(text, value -> decode(value, true));
  }

  /**
   * The values of a form, in which US3 does not encode what it fills in: a percent sign without two
   * hexadecimal digits means itself, and so does a value whose bytes would not be UTF-8.
   */
  static Map<String, List<String>> parseUnencoded(String text) {
    try {
      return parse(text, QueryFields::decodeWherePossible);
    } catch (CallbackRefusedException e) {
      throw new IllegalStateException("every text can be read", e);
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
        fields.computeIfAbsent(name, absent -> new ArrayList<>()).add(value);
      }
    }
    return fields;
  }

  private static String decodeWherePossible(String text) {
    try {
      return decode(text, false);
    } catch (CallbackRefusedException e) {
      return text;
    }
  }

  private static String decode(String text, boolean strictly) throws CallbackRefusedException {
    if (text.indexOf('%') < 0) {
      return text.replace('+', ' ');
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
    byte[] encoded = text.getBytes(UTF_8);
    for (int i = 0; i < encoded.length; i++) {
      if (encoded[i] == '%' && (strictly || isEscape(encoded, i))) {
        bytes.write(hexadecimal(encoded, i + 1) << 4 | hexadecimal(encoded, i + 2));
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

  private static boolean isEscape(byte[] encoded, int index) {
    return digit(encoded, index + 1) >= 0 && digit(encoded, index + 2) >= 0;
  }

  private static int hexadecimal(byte[] encoded, int index) throws CallbackRefusedException {
    int digit = digit(encoded, index);
    if (digit < 0) {
      throw CallbackRefusedException.malformed("the query has a % without two hexadecimal digits");
    }
    return digit;
  }

  private static int digit(byte[] encoded, int index) {
    return index < encoded.length ? Character.digit(encoded[index], 16) : -1;
  }
}
