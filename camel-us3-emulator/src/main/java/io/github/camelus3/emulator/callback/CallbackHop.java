package io.github.camelus3.emulator.callback;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One request of a callback: the first one, or one that a redirect asks for. The rules are those of
 * Go's net/http, whose words the service prints. Immutable.
 */
record CallbackHop(String method, String url, String contentType, String referer, String body) {
  /** Go's client makes at most ten requests. */
  static final int MAX_HOPS = 10;

  private static final Pattern ORIGIN = Pattern.compile("(?i)(https?:)//[^/?#]*");
  private static final Pattern USER_INFO = Pattern.compile("(?i)^(https?://)[^/?#]*@");
  private static final Pattern ABSOLUTE = Pattern.compile("(?is)[a-z][a-z0-9+.-]*://.*");

  static CallbackHop first(CallbackRequest request) {
    return new CallbackHop("POST", request.url(), request.contentType(), "", request.body());
  }

  /** The next request; empty when the reply is the last one. */
  Optional<CallbackHop> next(int status, String location) throws CallbackFailure {
    return switch (status) {
      case 301, 302, 303 -> Optional.of(redirected("GET", target(status, location), ""));
      case 307, 308 ->
          location.isEmpty()
              ? Optional.empty()
              : Optional.of(redirected(method, target(status, location), body));
      default -> Optional.empty();
    };
  }

  /** Even a GET keeps the type. The referer is without password, and not sent from TLS to none. */
  private CallbackHop redirected(String nextMethod, String nextUrl, String nextBody) {
    boolean leavesTls = isHttps(url) && !isHttps(nextUrl);
    String from = leavesTls ? "" : USER_INFO.matcher(url).replaceFirst("$1");
    return new CallbackHop(nextMethod, nextUrl, contentType, from, nextBody);
  }

  private static boolean isHttps(String url) {
    return url.regionMatches(true, 0, "https:", 0, 6);
  }

  private String target(int status, String location) throws CallbackFailure {
    if (location.isEmpty()) {
      throw CallbackFailure.of(status + " response missing Location header");
    }
    String target = absolute(location);
    try {
      CallbackUrl.parse(target);
    } catch (CallbackFailure e) {
      if (e.isAlone()) {
        String reason = e.getMessage().substring(("parse " + target).length());
        throw CallbackFailure.of(
            "failed to parse Location header \"" + location + "\": parse " + location + reason);
      } // else the next request fails
    }
    return target;
  }

  private String absolute(String location) throws CallbackFailure {
    if (ABSOLUTE.matcher(location).matches()) {
      return location;
    }
    Matcher origin = ORIGIN.matcher(url);
    if (!origin.lookingAt()) {
      throw CallbackFailure.of("unsupported protocol scheme");
    }
    if (location.startsWith("//")) {
      return origin.group(1) + location;
    }
    String path = url.substring(origin.end()).replaceFirst("(?s)[?#].*", "");
    if (location.startsWith("?")) {
      return origin.group() + path + location;
    }
    String folder = path.substring(0, path.lastIndexOf('/') + 1);
    return origin.group()
        + (location.startsWith("/") ? "" : folder.isEmpty() ? "/" : folder)
        + location;
  }
}
