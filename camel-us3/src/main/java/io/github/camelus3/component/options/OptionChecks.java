package io.github.camelus3.component.options;

import java.util.regex.Pattern;

/** Checks of single values. All throw {@link IllegalArgumentException} with the name and value. */
public final class OptionChecks {
  private static final String PLUS = " (a + in a URI is one; write RAW(...) around the value)";

  /** A name or an IP address. */
  private static final Pattern HOST = Pattern.compile("[\\w.-]+|\\[?[0-9A-Fa-f:.]+(%\\w+)?]?");

  /** A MIME type may hold blanks only before its parameters. */
  private static final Pattern BLANK_WITHIN = Pattern.compile("^[^;]*[^;\\s]\\s+[^;\\s]");

  private OptionChecks() {}

  /**
   * Checks a number.
   *
   * @param name the option or header, such as {@code option jobs}
   * @param max {@link Long#MAX_VALUE} for no upper limit
   */
  public static void requireWithin(String name, long value, long min, long max) {
    if (value < min || value > max) {
      String range = max == Long.MAX_VALUE ? "at least " + min : min + " to " + max;
      throw new IllegalArgumentException(name + " must be " + range + ": " + value);
    }
  }

  /**
   * Checks that a MIME type holds no blank.
   *
   * @param name the option or header, such as {@code option mimeType}
   * @param mimeType null for none
   * @return {@code mimeType}
   */
  public static String requireMimeType(String name, String mimeType) {
    if (mimeType != null && BLANK_WITHIN.matcher(mimeType).find()) {
      throw new IllegalArgumentException(name + " must not hold a blank" + PLUS + ": " + mimeType);
    }
    return mimeType;
  }

  static void requireSet(String option, String value) {
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException("option " + option + " must be set");
    }
  }

  static void requireHost(String option, String host) {
    if (!HOST.matcher(host.strip()).matches()) {
      String shown = host.replaceFirst(".*@", ""); // without user and password
      throw new IllegalArgumentException(
          "option " + option + " must be a host without scheme, user and port: " + shown);
    }
  }

  static void requireNoBlank(String option, String value) {
    if (hasBlank(value)) {
      throw new IllegalArgumentException(
          "option " + option + " must not hold a blank" + PLUS + ": " + value);
    }
  }

  /** The same for a secret, whose value is not shown. */
  static void requireNoBlankInSecret(String option, String value) {
    if (hasBlank(value)) {
      throw new IllegalArgumentException("option " + option + " must not hold a blank" + PLUS);
    }
  }

  private static boolean hasBlank(String value) {
    return value != null && value.strip().indexOf(' ') >= 0;
  }
}
