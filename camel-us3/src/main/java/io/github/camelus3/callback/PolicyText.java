package io.github.camelus3.callback;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The JSON text of a valid policy. One member can be changed without touching the others. */
record PolicyText(String json) {
  private static final JsonFactory JSON = new JsonFactory();

  /** A member's value: its position in the text, including the quotes, and its decoded text. */
  private record Value(int start, int end, String text) {}

  /** The policy with one more parameter in the query of the callback. */
  String withQueryParameter(String parameter) {
    boolean isJsonMode = findMember("callbackBodyType") != null;
    if (isJsonMode) {
      Value url = findMember("callbackUrl");
      return replace(url, addToQuery(url.text(), parameter));
    }
    Value body = findMember("callbackBody");
    if (body == null) {
      int begin = json.indexOf('{') + 1;
      return json.substring(0, begin)
          + "\"callbackBody\":"
          + quote(parameter)
          + ','
          + json.substring(begin);
    }
    return replace(body, body.text().isEmpty() ? parameter : body.text() + '&' + parameter);
  }

  private static String addToQuery(String url, String parameter) {
    int hash = url.indexOf('#');
    String address = hash < 0 ? url : url.substring(0, hash);
    String fragment = hash < 0 ? "" : url.substring(hash);
    char last = address.charAt(address.length() - 1);
    String separator = address.indexOf('?') < 0 ? "?" : last == '?' || last == '&' ? "" : "&";
    return address + separator + parameter + fragment;
  }

  private String replace(Value value, String text) {
    return json.substring(0, value.start()) + quote(text) + json.substring(value.end());
  }

  private static String quote(String text) {
    return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
  }

  /** The value of a member; of repeated members the last, as in JSON parsers. Null for none. */
  private Value findMember(String name) {
    try (JsonParser parser = JSON.createParser(json)) {
      Value last = null;
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean matches = name.equals(parser.currentName());
        parser.nextToken();
        if (matches) {
          int start = (int) parser.currentTokenLocation().getCharOffset();
          String text = parser.getText(); // moves to the end of the value
          last = new Value(start, (int) parser.currentLocation().getCharOffset(), text);
        }
        parser.skipChildren();
      }
      return last;
    } catch (IOException e) {
      throw new UncheckedIOException("policy must be valid JSON", e);
    }
  }
}
