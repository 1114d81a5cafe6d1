package io.github.camelus3.emulator.protocol;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Parses header fields from the bytes as sent, keeping all blanks inside a value and the order. */
public final class RawHead {
  private RawHead() {}

  /** Parses the fields of the first head, up to the first malformed line. */
  public static List<HeaderFields.Field> fields(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    List<HeaderFields.Field> fields = new ArrayList<>();
    int lineStart = endOfLine(text, skipBlankLines(text)) + 1; // after the request line
    while (lineStart < text.length()) {
      int end = endOfLine(text, lineStart);
      String line = withoutCarriageReturn(text.substring(lineStart, end));
      if (line.isEmpty() || !add(line, fields)) {
        break;
      }
      lineStart = end + 1;
    }
    return fields;
  }

  private static boolean add(String line, List<HeaderFields.Field> fields) {
    if (isBlank(line.charAt(0))) {
      return !fields.isEmpty() && continueLast(line, fields);
    }
    int colon = line.indexOf(':');
    if (colon <= 0) {
      return false;
    }
    String value = Ascii.utf8FromBytes(trimmed(line.substring(colon + 1)));
    return fields.add(new HeaderFields.Field(line.substring(0, colon).stripTrailing(), value));
  }

  /** Joins an obsolete folded line (RFC 9112, 5.2) to the value before with one blank. */
  private static boolean continueLast(String line, List<HeaderFields.Field> fields) {
    HeaderFields.Field last = fields.remove(fields.size() - 1);
    String more = Ascii.utf8FromBytes(trimmed(line));
    return fields.add(new HeaderFields.Field(last.name(), (last.value() + " " + more).strip()));
  }

  /** Replaces several blanks by one, as Undertow does. */
  public static String folded(String value) {
    return trimmed(value.replaceAll("[ \\t]+", " "));
  }

  private static String trimmed(String value) {
    int start = 0;
    int end = value.length();
    while (start < end && isBlank(value.charAt(start))) {
      start++;
    }
    while (end > start && isBlank(value.charAt(end - 1))) {
      end--;
    }
    return value.substring(start, end);
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  private static int skipBlankLines(String text) {
    int start = 0;
    while (start < text.length() && (text.charAt(start) == '\r' || text.charAt(start) == '\n')) {
      start++;
    }
    return start;
  }

  private static int endOfLine(String text, int start) {
    int end = text.indexOf('\n', start);
    return end < 0 ? text.length() : end;
  }

  private static String withoutCarriageReturn(String line) {
    return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
  }
}
