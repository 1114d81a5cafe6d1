package io.github.camelus3.component.options;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.util.StringHelper;

/**
 * The options in the URI of an endpoint, as they were written. Camel ends a value at the first
 * {@code &}, and a value in {@code RAW(...)} at the first {@code )&}. The texts of a policy may
 * contain both, as in {@code key=$(x:key)&n=$(x:n)}, so this class finds their end itself.
 * Immutable.
 *
 * @param withoutQuery scheme and path
 */
public record UriOptions(String withoutQuery, List<Option> options) {
  /** The options whose text may contain a query, or JSON with a query. */
  private static final Set<String> TEXTS =
      Set.of("callbackUrl", "callbackBody", "callbackBodyType", "policy");

  private static final String VARIABLE = "callbackVar.";

  /** An option and its text as written, including {@code RAW(...)} and escapes. */
  record Option(String name, String text) {
    /** The text for Camel, which removes {@code RAW(...)} itself. */
    String value() {
      // a secret written as RAW{...} is wrapped once more by Camel's YAML DSL
      String once =
          text.startsWith("RAW(RAW{") && text.endsWith("})")
              ? text.substring(4, text.length() - 1)
              : text;
      return isRaw(once) ? once : decoded(once);
    }
  }

  /**
   * Reads a URI.
   *
   * @throws IllegalArgumentException if an option has no name
   */
  public static UriOptions parse(String uri) {
    int query = uri.indexOf('?');
    return query < 0
        ? new UriOptions(uri, List.of())
        : new UriOptions(uri.substring(0, query), rejoined(scan(uri.substring(query + 1))));
  }

  /** Whether the option is a text of a policy, which Camel must not decode. */
  public static boolean isText(String option) {
    return option.startsWith(VARIABLE)
        || TEXTS.stream().anyMatch(text -> OptionNames.isSame(option, text));
  }

  /** Quotes a text for a URI, so that {@link #parse} returns the same text. */
  public static String quoted(String name, String text) {
    if (text.startsWith("#") || isRaw(text)) {
      return text;
    }
    for (String raw : List.of("RAW(" + text + ')', "RAW{" + text + '}')) {
      if (endOfValue(name, raw + "&a=", 0) == raw.length()) {
        return raw;
      }
    }
    return text.replace("%", "%25").replace("&", "%26").replace("+", "%2B");
  }

  /** The path without slashes in front: the bucket. */
  public String path() {
    String path = StringHelper.after(withoutQuery, ":", "");
    return path.startsWith("//") ? path.substring(2) : path;
  }

  /** The values by name; a repeated name has a list. The map is the caller's to change. */
  public Map<String, Object> values() {
    Map<String, Object> values = new LinkedHashMap<>();
    Map<String, List<Option>> named =
        options.stream()
            .collect(Collectors.groupingBy(Option::name, LinkedHashMap::new, Collectors.toList()));
    named.forEach(
        (name, all) ->
            values.put(
                name,
                all.size() == 1
                    ? value(all.get(0))
                    : new ArrayList<>(all.stream().map(this::value).toList())));
    return values;
  }

  /**
   * The value of an option. For a dynamic endpoint, whose URI has {@code ://}, Camel has escaped
   * each {@code %} within {@code RAW(...)}.
   */
  private String value(Option option) {
    String value = option.value();
    return isRaw(value) && withoutQuery.contains("://") ? value.replace("%25", "%") : value;
  }

  /** The URI for logs and JMX: options sorted like in Camel, secrets masked. */
  public String masked() {
    String base = StringHelper.before(withoutQuery, ":", withoutQuery) + "://" + path();
    if (options.isEmpty()) {
      return base;
    }
    return options.stream()
        .sorted(Comparator.comparing(Option::name))
        .map(option -> option.name() + '=' + MaskedUri.shown(option.name(), option.text()))
        .collect(Collectors.joining("&", base + '?', ""));
  }

  private static List<Option> scan(String query) {
    List<Option> options = new ArrayList<>();
    for (int i = 0; i < query.length(); ) {
      int nameEnd = firstOf(query, "=&", i);
      String name = decoded(query.substring(i, nameEnd));
      if (name.isEmpty()) {
        throw new IllegalArgumentException(
            "option " + (options.size() + 1) + " of the endpoint must have a name");
      }
      if (nameEnd == query.length() || query.charAt(nameEnd) == '&') {
        options.add(new Option(name, ""));
        i = nameEnd + 1;
      } else {
        int end = endOfValue(name, query, nameEnd + 1);
        options.add(new Option(name, query.substring(nameEnd + 1, end)));
        i = end + 1;
      }
    }
    return List.copyOf(options);
  }

  /**
   * Rejoins a text in {@code RAW(...)}. For a dynamic endpoint, Camel splits the text at {@code )&}
   * and sorts the pieces among the options.
   */
  private static List<Option> rejoined(List<Option> options) {
    for (Option text : options) {
      if (isText(text.name()) && text.text().startsWith("RAW(") && depth(text.text()) > 0) {
        List<Option> pieces =
            options.stream()
                .filter(UriOptions::isPiece)
                .sorted(Comparator.comparing(piece -> depth(piece.value()) < 0)) // the end last
                .toList();
        String whole =
            pieces.stream()
                .map(piece -> '&' + piece.name() + '=' + piece.value())
                .collect(Collectors.joining("", text.text(), ""));
        if (depth(whole) == 0) {
          return joined(options, text, pieces, whole);
        }
      }
    }
    return rejoinedBody(options);
  }

  /** Rejoins a {@code callbackBody} without {@code RAW(...)}. */
  private static List<Option> rejoinedBody(List<Option> options) {
    List<Option> pieces =
        options.stream()
            .filter(piece -> piece.value().contains("$(x:") && isNoOption(piece.name()))
            .toList();
    for (Option text : options) {
      if (!pieces.isEmpty()
          && OptionNames.isSame(text.name(), "callbackBody")
          && !isRaw(text.text())) {
        String whole =
            pieces.stream()
                .map(piece -> '&' + piece.name() + '=' + piece.value())
                .collect(Collectors.joining("", "RAW(" + text.value(), ")"));
        return joined(options, text, pieces, whole);
      }
    }
    return options;
  }

  private static List<Option> joined(
      List<Option> options, Option text, List<Option> pieces, String whole) {
    return options.stream()
        .filter(option -> !pieces.contains(option))
        .map(option -> option == text ? new Option(text.name(), whole) : option)
        .toList();
  }

  private static boolean isNoOption(String name) {
    return !isText(name) && !OptionNames.resembles(name);
  }

  private static boolean isPiece(Option option) {
    return !isText(option.name())
        && (!OptionNames.resembles(option.name()) || option.value().contains("$(x:"));
  }

  /** The number of round brackets that are open at the end. */
  private static int depth(String text) {
    return text.chars().map(c -> c == '(' ? 1 : c == ')' ? -1 : 0).sum();
  }

  private static int endOfValue(String name, String query, int start) {
    boolean text = isText(name);
    if (query.startsWith("RAW(", start) || query.startsWith("RAW{", start)) {
      char open = query.charAt(start + 3);
      char close = open == '(' ? ')' : '}';
      return text ? endOfRawText(query, start + 3, open, close) : endOfRaw(query, start + 4, close);
    }
    if (text && query.startsWith("{", start)) {
      int json = endOfJson(query, start);
      int balanced =
          json >= 0 && endsAt(query, json) ? json : endOfBalanced(query, start, '{', '}');
      if (balanced >= 0) {
        return balanced;
      }
    }
    int end = firstOf(query, "&", start);
    return text ? endOfText(query, start, end) : end;
  }

  /**
   * The position after the bracket that ends a text in {@code RAW(...)}. This is the bracket after
   * JSON, or else the one that closes the bracket at {@code start}. A text with one closing bracket
   * too many may end later.
   */
  private static int endOfRawText(String query, int start, char open, char close) {
    int json = endOfJson(query, start + 1);
    if (json >= 0 && query.startsWith(String.valueOf(close), json) && endsAt(query, json + 1)) {
      return json + 1;
    }
    int balanced = endOfBalanced(query, start, open, close);
    int end = balanced >= 0 ? balanced : endOfRaw(query, start + 1, close);
    if (end < query.length() && hasPlaceholder(query, end + 1)) {
      int later = endOfSurplus(query, start, open, close);
      return later > end ? later : end;
    }
    return end;
  }

  /** The position after the first surplus closing bracket that ends a value; -1 for none. */
  private static int endOfSurplus(String query, int start, char open, char close) {
    int depth = 0;
    for (int i = start; i < query.length(); i++) {
      char c = query.charAt(i);
      depth += c == open ? 1 : c == close ? -1 : 0;
      if (c == close && depth < 0 && endsAt(query, i + 1)) {
        return i + 1;
      }
    }
    return -1;
  }

  /** The position after the JSON object at {@code start}; -1 for none. */
  private static int endOfJson(String query, int start) {
    int depth = 0;
    boolean isString = false;
    for (int i = start; i < query.length(); i++) {
      char c = query.charAt(i);
      if (isString) {
        i += c == '\\' ? 1 : 0;
        isString = c != '"';
      } else {
        isString = c == '"';
        depth += c == '{' ? 1 : c == '}' ? -1 : 0;
        if (depth == 0) {
          return i > start ? i + 1 : -1;
        }
      }
    }
    return -1;
  }

  /** The position after the bracket that closes that at {@code start}; -1 if none ends a value. */
  private static int endOfBalanced(String query, int start, char open, char close) {
    int depth = 0;
    for (int i = start; i < query.length(); i++) {
      char c = query.charAt(i);
      depth += c == open ? 1 : c == close ? -1 : 0;
      if (depth == 0 && endsAt(query, i + 1)) {
        return i + 1;
      }
    }
    return -1;
  }

  /** Camel's rule: the position after the first closing bracket that ends a value. */
  private static int endOfRaw(String query, int start, char close) {
    for (int i = start; i < query.length(); i++) {
      if (query.charAt(i) == close && endsAt(query, i + 1)) {
        return i + 1;
      }
    }
    return query.length();
  }

  private static boolean endsAt(String query, int i) {
    return i == query.length() || query.charAt(i) == '&';
  }

  /**
   * The end of a text without {@code RAW(...)}. The text continues after a {@code &} while the next
   * piece cannot be an option. Such a piece has a placeholder, is followed by a piece with one, has
   * no {@code =}, or follows {@code )}. A piece that resembles an option's name ends the text.
   */
  private static int endOfText(String query, int start, int first) {
    int end = first;
    boolean goesOn = isClosed(query, first);
    for (int i = first; i < query.length() && first > start; ) {
      int next = firstOf(query, "&", i + 1);
      int nameEnd = firstOf(query, "=&", i + 1);
      String name = decoded(query.substring(i + 1, nameEnd));
      boolean placeholder = !isText(name) && hasPlaceholder(query, i + 1);
      if (!placeholder && !isNoOption(name)) {
        return end;
      }
      boolean isBare = nameEnd == next && nameEnd > i + 1;
      if (placeholder || goesOn || (isBare && end == i)) {
        goesOn |= placeholder || isClosed(query, next);
        end = next;
      }
      i = next;
    }
    return end;
  }

  /** Whether a closing bracket, escaped or not, stands before {@code end}. */
  private static boolean isClosed(String query, int end) {
    return query.startsWith(")", end - 1) || query.startsWith("%29", end - 3);
  }

  /** Whether the value of the piece at {@code start} contains a placeholder. */
  private static boolean hasPlaceholder(String query, int start) {
    return decoded(query.substring(start, firstOf(query, "&", start))).contains("=$(x:");
  }

  private static int firstOf(String text, String chars, int from) {
    for (int i = from; i < text.length(); i++) {
      if (chars.indexOf(text.charAt(i)) >= 0) {
        return i;
      }
    }
    return text.length();
  }

  private static boolean isRaw(String text) {
    return (text.startsWith("RAW(") && text.endsWith(")"))
        || (text.startsWith("RAW{") && text.endsWith("}"));
  }

  /** Decodes like Camel: {@code +} is a blank, and a {@code %} without two digits stays. */
  private static String decoded(String text) {
    if (text.indexOf('%') < 0) {
      return text.replace('+', ' ');
    }
    StringBuilder decoded = new StringBuilder(text.length());
    ByteArrayOutputStream escaped = new ByteArrayOutputStream();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int high = c == '%' && i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
      int low = high < 0 ? -1 : Character.digit(text.charAt(i + 2), 16);
      if (low >= 0) {
        escaped.write(high << 4 | low);
        i += 2;
      } else {
        decoded.append(escaped.toString(UTF_8)).append(c == '+' ? ' ' : c);
        escaped.reset();
      }
    }
    return decoded.append(escaped.toString(UTF_8)).toString();
  }
}
