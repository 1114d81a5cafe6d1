package io.github.camelus3.client;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parses URLs, and masks them for messages. {@link URI#getHost()} is null for a host with an
 * underscore. Compose and Kubernetes use such names, so all configured URLs are parsed here.
 */
public final class HttpUrls {
  private static final Pattern URL =
      Pattern.compile("(?i)([a-z][a-z0-9+.-]*:(?:\\\\?/){2})([^\\s\"]*)");
  private static final Pattern AUTHORITY_END = Pattern.compile("[/\\\\?#]");
  private static final Pattern QUERY_OR_FRAGMENT = Pattern.compile("[?#]");

  /** A host in a message, which may be followed by the punctuation of a sentence. */
  private static final Pattern HOST_AND_PORT =
      Pattern.compile("(\\[[^\\]]*\\]|[^:]*)(:[0-9]*)?\\p{Punct}*");

  private static final int MAX_PORT = 65535;

  private HttpUrls() {}

  /**
   * The parts of an absolute http(s) URL.
   *
   * @param scheme in lower case
   * @param userInfo null when absent
   * @param host not empty; an IPv6 address in its brackets
   * @param port -1 when absent
   * @param rest path, query and fragment; may be empty
   */
  public record Parts(String scheme, String userInfo, String host, int port, String rest) {
    /** Scheme, host and port, without a trailing slash. */
    public String origin() {
      return scheme + "://" + host + (port < 0 ? "" : ":" + port);
    }

    /** The origin alone: user, query and fragment can hold secrets. */
    @Override
    public String toString() {
      return origin();
    }
  }

  /** Whether a text is an absolute http(s) URL. The host's name is not checked. */
  public static boolean isAbsolute(String url) {
    return absolute(url).isPresent();
  }

  private static Optional<URI> absolute(String url) {
    try {
      URI uri = new URI(url);
      boolean http =
          "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
      return http && uri.getRawAuthority() != null ? Optional.of(uri) : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  /** Parses an absolute http(s) URL; empty if the text is none. */
  public static Optional<Parts> parse(String url) {
    return absolute(url).flatMap(uri -> parts(url, uri));
  }

  private static Optional<Parts> parts(String url, URI uri) {
    String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
    String authority = uri.getRawAuthority();
    int at = authority.lastIndexOf('@');
    String userInfo = at < 0 ? null : authority.substring(0, at);
    String hostAndPort = authority.substring(at + 1);
    int colon = hostAndPort.indexOf(':', hostAndPort.indexOf(']') + 1);
    String host = colon < 0 ? hostAndPort : hostAndPort.substring(0, colon);
    String port = colon < 0 ? "" : hostAndPort.substring(colon + 1);
    if (host.isEmpty() || !port.matches("[0-9]{0,5}")) {
      return Optional.empty();
    }
    int number = port.isEmpty() ? -1 : Integer.parseInt(port);
    if (number > MAX_PORT) {
      return Optional.empty();
    }
    String rest = url.substring(url.indexOf("//") + 2 + authority.length());
    return Optional.of(new Parts(scheme, userInfo, host, number, rest));
  }

  /**
   * Masks the URLs in a text: only scheme, host, port and path stay. User, password, query and
   * fragment can hold secrets of the callback service. Of a URL that cannot be split safely, only
   * the scheme stays.
   *
   * @param text null stays null
   */
  public static String withoutSecrets(String text) {
    return text == null ? null : URL.matcher(text).replaceAll(HttpUrls::shown);
  }

  private static String shown(MatchResult url) {
    String rest = url.group(2);
    Matcher end = AUTHORITY_END.matcher(rest);
    int length = end.find() ? end.start() : rest.length();
    String authority = rest.substring(0, length);
    String tail = rest.substring(length);
    int at = authority.lastIndexOf('@');
    String path = cut(tail);
    // a slash in an unencoded password ends the authority too early
    boolean isSafe =
        HOST_AND_PORT.matcher(authority.substring(at + 1)).matches()
            && (at >= 0 || path.indexOf('@') < 0 || authority.indexOf(':') < 0);
    String shown = isSafe ? authority.substring(at + 1) + path : "...";
    return Matcher.quoteReplacement(url.group(1) + shown);
  }

  private static String cut(String tail) {
    Matcher more = QUERY_OR_FRAGMENT.matcher(tail);
    return more.find() ? tail.substring(0, more.start()) + more.group() + "..." : tail;
  }
}
