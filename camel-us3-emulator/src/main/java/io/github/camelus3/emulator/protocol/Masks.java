package io.github.camelus3.emulator.protocol;

import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Hides keys, signatures, tokens and passwords in texts for a person. */
public final class Masks {
  private static final String HIDDEN = "***";

  /** Stands for the encoded upload policy of a credential: its URL may hold a password. */
  public static final String POLICY = "<policy>";

  private static final Pattern SECRET_NAME =
      Pattern.compile(
          "(?i)authorization|cookie|token|secret|password|passwd|signature|privatekey|api[-_]?key");

  private static final Pattern KEY_NAME = Pattern.compile("(?i)publickey");
  private static final Pattern CREDENTIAL =
      Pattern.compile("(?s)UCloud ([^:]*)(?::([^:]*))?(:.*)?");
  private static final Pattern ESCAPE = Pattern.compile("%([0-9A-Fa-f]{2})");

  /** In a request target. */
  private static final Pattern PARAMETER = Pattern.compile("([?&])([^=&?]*)=([^&]*)");

  /** In a text, where a colon and a blank may follow a URL. */
  private static final Pattern PARAMETER_IN_TEXT =
      Pattern.compile("([?&#])([^=&?#\\s]*)=([^&\\s]*?)(?=[&\\s]|:\\s|$)");

  /** The user info of a URL: a password may contain an at sign. */
  private static final Pattern USER_INFO = Pattern.compile("(?i)(https?://)([^/?#\\s]*)@");

  private static final Pattern AFTER_THE_PATH =
      Pattern.compile("(?i)(https?://[^\\s?#]*[?#])\\S*?(?=:?(?:\\s|$))");

  private static final Pattern UNKNOWN_KEY =
      Pattern.compile("(?s)public key \"(.*)\" is unknown, known: (.*?)( and \\d+ more)?$");

  private static final Pattern SIGNED_HEADER =
      Pattern.compile("(?m)^(x-ucloud-[a-z0-9-]*(?:token|secret)[a-z0-9-]*):[^\\n]*");

  private Masks() {}

  /** The first and last characters of a key. */
  public static String key(String key) {
    int shown = Math.min(4, key.length() / 4);
    return key.substring(0, shown) + "…" + key.substring(key.length() - shown);
  }

  /** A header's value. */
  public static String header(String name, String value) {
    if (!SECRET_NAME.matcher(name).find()) {
      return url(value);
    }
    Matcher credential = CREDENTIAL.matcher(value);
    if (!name.equalsIgnoreCase("Authorization") || !credential.matches()) {
      return HIDDEN;
    }
    String policy = credential.group(3) == null ? "" : ":" + POLICY;
    return "UCloud " + key(credential.group(1)) + ":" + HIDDEN + policy;
  }

  /** The headers of a message, each as name and value. */
  public static List<List<String>> headers(HeaderFields headers) {
    return headers.fields().stream()
        .map(field -> List.of(field.name(), header(field.name(), field.value())))
        .toList();
  }

  /** The target of a request line. */
  public static String target(String target) {
    return PARAMETER.matcher(target).replaceAll(Masks::parameter);
  }

  /** A query, or a form. */
  public static String query(String query) {
    return target("?" + query).substring(1);
  }

  /** The value of a variable. */
  public static String named(String name, String value) {
    return parameter(name, value);
  }

  private static String parameter(MatchResult found) {
    String name = found.group(2);
    String shown = parameter(decoded(name), found.group(3));
    return Matcher.quoteReplacement(found.group(1) + name + "=" + shown);
  }

  private static String parameter(String name, String value) {
    if (KEY_NAME.matcher(name).find()) {
      return key(value);
    }
    return SECRET_NAME.matcher(name).find() ? HIDDEN : value;
  }

  /** A name as the receiver sees it. Only ASCII characters matter. */
  private static String decoded(String name) {
    return ESCAPE
        .matcher(name)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    String.valueOf((char) Integer.parseInt(found.group(1), 16))));
  }

  /** A URL, or a text with URLs: passwords and parameters with secrets are hidden. */
  public static String url(String text) {
    String shown = USER_INFO.matcher(text).replaceAll(Masks::userInfo);
    return PARAMETER_IN_TEXT.matcher(shown).replaceAll(Masks::parameter);
  }

  private static String userInfo(MatchResult found) {
    int colon = found.group(2).indexOf(':');
    String user = colon < 0 ? "" : found.group(2).substring(0, colon + 1);
    return Matcher.quoteReplacement(found.group(1) + user + HIDDEN + "@");
  }

  /** A URL, or a text with URLs, without user info and query, for a line of a log. */
  public static String brief(String text) {
    String shown = USER_INFO.matcher(text).replaceAll("$1...@");
    return AFTER_THE_PATH.matcher(shown).replaceAll("$1...");
  }

  /** The reason of a refusal. Public keys are shortened. */
  public static String reason(String text) {
    return UNKNOWN_KEY
        .matcher(url(text))
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    "public key \""
                        + key(found.group(1))
                        + "\" is unknown, known: "
                        + Arrays.stream(found.group(2).split(", "))
                            .map(Masks::key)
                            .collect(Collectors.joining(", "))
                        + (found.group(3) == null ? "" : found.group(3))));
  }

  /** A string to sign. */
  public static String stringToSign(String text, String encodedPolicy) {
    boolean hasPolicy = !encodedPolicy.isEmpty() && text.endsWith(encodedPolicy);
    String signed =
        hasPolicy ? text.substring(0, text.length() - encodedPolicy.length()) + POLICY : text;
    return url(SIGNED_HEADER.matcher(signed).replaceAll("$1:" + HIDDEN));
  }
}
