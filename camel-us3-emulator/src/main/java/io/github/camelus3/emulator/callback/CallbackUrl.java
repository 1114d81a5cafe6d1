package io.github.camelus3.emulator.callback;

import io.github.camelus3.emulator.protocol.PercentCoding;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The URL of a callback. Parsed by hand: {@code java.net.URI} finds no host in {@code
 * http://my_app/cb}, a name that container networks assign and resolvers accept.
 *
 * @param host a name or an address; IPv6 addresses without brackets
 * @param hostHeader host and port as in the URL
 * @param target path and query, ready for the request line
 * @param userInfo decoded {@code user:password}, if there is one
 */
public record CallbackUrl(
    boolean isHttps,
    String host,
    int port,
    String hostHeader,
    String target,
    Optional<String> userInfo) {

  private static final Pattern FORM = Pattern.compile("(?is)^(https?)://([^/?#]*)([^#]*).*");
  private static final Pattern AUTHORITY =
      Pattern.compile("(?s)(?:(.*)@)?(\\[[^\\]]*\\]|[^:]*)(?::(.*))?");
  private static final Pattern WRONG_ESCAPE = Pattern.compile("(?s)%(?![0-9a-fA-F]{2}).{0,2}");
  private static final Pattern IPV4 =
      Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|[01]?\\d?\\d)(?:\\.(?!$)|$)){4}");

  /** With a colon; the JDK decodes such a text, or refuses it, without a lookup. */
  private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F]*:[0-9a-fA-F:.]*(?:%.*)?");

  private static final int HTTP_PORT = 80;
  private static final int HTTPS_PORT = 443;
  private static final int MAX_PORT = 65_535;
  private static final String NEVER_IN_A_TARGET = "\"<>\\^`{|}";

  /** Parses an absolute http(s) URL that the policy's check has accepted. */
  public static CallbackUrl parse(String url) throws CallbackFailure {
    Matcher matcher = FORM.matcher(url);
    if (!matcher.matches()) {
      throw CallbackFailure.of("unsupported protocol scheme");
    }
    boolean isHttps = matcher.group(1).toLowerCase(Locale.ROOT).equals("https");
    Matcher authority = AUTHORITY.matcher(matcher.group(2));
    if (!authority.matches() || authority.group(2).isEmpty()) {
      throw CallbackFailure.of("http: no Host in request URL");
    }
    String host = authority.group(2);
    String port = authority.group(3);
    checkEscapes(url, host + matcher.group(3).replaceFirst("(?s)[?].*", ""));
    return new CallbackUrl(
        isHttps,
        host.startsWith("[") ? host.substring(1, host.length() - 1) : host,
        port(url, port, isHttps),
        port == null || port.isEmpty() ? host : host + ":" + port,
        target(matcher.group(3)),
        Optional.ofNullable(authority.group(1)).map(PercentCoding::decodePath));
  }

  /** Go checks host and path, but not the query. */
  private static void checkEscapes(String url, String hostAndPath) throws CallbackFailure {
    Matcher wrong = WRONG_ESCAPE.matcher(hostAndPath);
    if (wrong.find()) {
      throw unparsable(url, "invalid URL escape \"" + wrong.group() + "\"");
    }
  }

  private static CallbackFailure unparsable(String url, String reason) {
    return CallbackFailure.alone("parse " + url + ": " + reason);
  }

  private static int port(String url, String text, boolean isHttps) throws CallbackFailure {
    if (text == null || text.isEmpty()) {
      return isHttps ? HTTPS_PORT : HTTP_PORT;
    }
    if (!text.matches("\\d+")) {
      throw unparsable(url, "invalid port \":" + text + "\" after host");
    }
    if (text.length() > 5 || Integer.parseInt(text) > MAX_PORT) {
      throw CallbackFailure.of("dial tcp: address " + text + ": invalid port");
    }
    return Integer.parseInt(text);
  }

  /** Percent-encodes characters that are illegal in a request line; existing escapes are kept. */
  private static String target(String pathAndQuery) {
    StringBuilder target = new StringBuilder(pathAndQuery.startsWith("/") ? "" : "/");
    for (byte b : pathAndQuery.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xFF);
      if (c <= ' ' || c >= 0x7F || NEVER_IN_A_TARGET.indexOf(c) >= 0) {
        PercentCoding.appendEncoded(target, b);
      } else {
        target.append(c);
      }
    }
    return target.toString();
  }

  /** The address in the format of Go's dial errors. */
  public String address(String resolvedHost) {
    return (resolvedHost.indexOf(':') >= 0 ? "[" + resolvedHost + "]" : resolvedHost) + ":" + port;
  }

  /**
   * The host if it is an IP address, else the loopback address: Go reports addresses, not names.
   */
  public String ipOrLoopback() {
    return isAddress(host) ? host : "127.0.0.1";
  }

  /** Whether the host is an IP address. */
  static boolean isAddress(String host) {
    return IPV4.matcher(host).matches() || IPV6.matcher(host).matches();
  }

  /** {@code Basic} credentials, made of the URL's user info as Go does. */
  Optional<String> authorization() {
    return userInfo
        .map(text -> text.indexOf(':') < 0 ? text + ":" : text)
        .map(text -> Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)))
        .map(base64 -> "Basic " + base64);
  }

  @Override
  public String toString() {
    return "CallbackUrl[" + hostHeader + "]"; // neither password nor query
  }
}
