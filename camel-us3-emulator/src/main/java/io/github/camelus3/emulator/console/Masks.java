package io.github.camelus3.emulator.console;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Hides keys, signatures and passwords in texts that the console shows. */
final class Masks {
  private static final String HIDDEN = "***";
  private static final Pattern SECRET_NAME =
      Pattern.compile("(?i).*(authorization|cookie|token|secret|password|signature|privatekey).*");
  private static final Pattern KEY_NAME = Pattern.compile("(?i).*publickey.*");
  private static final Pattern CREDENTIAL =
      Pattern.compile("(?s)UCloud ([^:]*)(?::([^:]*))?(:.*)?");
  private static final Pattern PARAMETER = Pattern.compile("([?&])([^=&?]*)=([^&]*)");
  private static final Pattern USER_INFO =
      Pattern.compile("(?i)(https?://[^/?#@:\\s]*):[^/?#@\\s]*@");
  private static final Pattern UNKNOWN_KEY = Pattern.compile("public key (\\S+) is");
  private static final Pattern SIGNED_HEADER =
      Pattern.compile("(?m)^(x-ucloud-[a-z0-9-]*(?:token|secret)[a-z0-9-]*):.*$");

  private Masks() {}

  /** The first and last characters of a key. */
  static String key(String key) {
    int shown = Math.min(4, key.length() / 4);
    return key.substring(0, shown) + "…" + key.substring(key.length() - shown);
  }

  /** A header's value. The policy of a credential stays: the console shows it decoded anyway. */
  static String header(String name, String value) {
    if (!SECRET_NAME.matcher(name).matches()) {
      return value;
    }
    Matcher credential = CREDENTIAL.matcher(value);
    if (!name.equalsIgnoreCase("Authorization") || !credential.matches()) {
      return HIDDEN;
    }
    String policy = credential.group(3) == null ? "" : credential.group(3);
    return "UCloud " + key(credential.group(1)) + ":" + HIDDEN + policy;
  }

  /** The value of a query parameter. */
  static String parameter(String name, String value) {
    if (KEY_NAME.matcher(name).matches()) {
      return key(value);
    }
    return SECRET_NAME.matcher(name).matches() ? HIDDEN : value;
  }

  /** The target of a request line. */
  static String target(String target) {
    return PARAMETER
        .matcher(target)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    found.group(1)
                        + found.group(2)
                        + "="
                        + parameter(found.group(2), found.group(3))));
  }

  /** A URL, or a text with URLs: passwords are hidden. */
  static String url(String text) {
    return USER_INFO.matcher(text).replaceAll("$1:***@");
  }

  /** The reason of a refusal. */
  static String reason(String text) {
    return UNKNOWN_KEY
        .matcher(url(text))
        .replaceAll(found -> Matcher.quoteReplacement("public key " + key(found.group(1)) + " is"));
  }

  /** A string to sign. */
  static String stringToSign(String text) {
    return SIGNED_HEADER.matcher(text).replaceAll("$1:***");
  }
}
