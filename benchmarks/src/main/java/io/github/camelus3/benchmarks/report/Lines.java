package io.github.camelus3.benchmarks.report;

import java.util.Locale;
import java.util.OptionalDouble;

/** The lines of a document. Not thread safe. */
final class Lines {
  private final StringBuilder text = new StringBuilder();

  /** Adds a formatted line. */
  void add(String format, Object... values) {
    text.append(values.length == 0 ? format : format.formatted(values)).append('\n');
  }

  /** A number with two decimals; a dash for none. */
  static String number(OptionalDouble value) {
    return value.isEmpty() ? "–" : "%.2f".formatted(value.getAsDouble());
  }

  /** A number without needless decimals. */
  static String plain(double value) {
    String number = String.format(Locale.ROOT, value >= 20 ? "%.0f" : "%.2f", value);
    return number.endsWith(".00") ? number.substring(0, number.length() - 3) : number;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
