package io.github.camelus3.emulator.protocol;

import java.util.Locale;

/** Text for a terminal: characters that would move the cursor or hide others are escaped. */
public final class Printable {
  private Printable() {}

  /** Escapes control and invisible characters: {@code \n}, or {@code \}{@code u001B}. */
  public static String of(String text) {
    StringBuilder printable = new StringBuilder(text.length());
    text.codePoints().forEach(c -> append(printable, c));
    return printable.toString();
  }

  private static void append(StringBuilder to, int c) {
    switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          to.append(c == '\n' ? "\\n" : String.format("\\u%04X", c));
      default -> to.appendCodePoint(c);
    }
  }

  /** A key as one word of a line: also blanks, and characters that end a path, are encoded. */
  public static String key(String key) {
    return of(key).replace("%", "%25").replace(" ", "%20").replace("?", "%3F").replace("#", "%23");
  }

  /** A number of bytes as {@code 5 B}, {@code 3.0 KiB} or {@code 4.0 MiB}. */
  public static String size(long bytes) {
    if (bytes < 1024) {
      return bytes + " B";
    }
    double size = bytes / 1024.0;
    int unit = 0;
    for (; size >= 1024 && unit < 3; unit++) {
      size /= 1024;
    }
    return String.format(Locale.ROOT, "%.1f %siB", size, "KMGT".charAt(unit));
  }
}
