package io.github.camelus3.client.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.Proxy;
import java.util.Objects;
import okhttp3.Authenticator;
import okhttp3.Credentials;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.Route;

/**
 * User and password for a proxy. Sent with the first request, and not again after a refusal: a body
 * that was sent in part cannot be sent twice. Immutable.
 */
public final class ProxyCredentials implements Authenticator {
  /** No user. */
  public static final ProxyCredentials NONE = new ProxyCredentials(null, null);

  private static final String HEADER = "Proxy-Authorization";

  /** The scheme of OkHttp's own challenge, before the proxy sends one. */
  private static final String PREEMPTIVE = "OkHttp-Preemptive";

  private final String user; // null for none
  private final String basic; // null for none

  private ProxyCredentials(String user, String basic) {
    this.user = user;
    this.basic = basic;
  }

  /**
   * Credentials of the scheme {@code Basic}.
   *
   * @throws IllegalArgumentException if the user is empty or has a colon
   */
  public static ProxyCredentials of(String user, String password) {
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(password, "password");
    if (user.isEmpty() || user.indexOf(':') >= 0) {
      throw new IllegalArgumentException(
          "proxyUser must be a name without a colon: \"" + user + '"');
    }
    return new ProxyCredentials(user, Credentials.basic(user, password, UTF_8));
  }

  /** Adds the credentials to a request that the proxy reads; requests in a tunnel are not read. */
  Request authorize(Route route, Request request) {
    boolean readByProxy = route.proxy().type() == Proxy.Type.HTTP && !route.requiresTunnel();
    return basic != null && readByProxy
        ? request.newBuilder().header(HEADER, basic).build()
        : request;
  }

  /** Called by OkHttp before it opens a tunnel, and after a refusal. */
  @Override
  public Request authenticate(Route route, Response response) throws IOException {
    boolean isRefusal =
        response.challenges().stream().noneMatch(c -> PREEMPTIVE.equalsIgnoreCase(c.scheme()));
    if (isRefusal && response.header("X-SessionId") != null) {
      return null; // sent by the service
    }
    if (isRefusal) {
      throw new ProxyRefusedException(message(route), response);
    }
    return basic == null ? null : response.request().newBuilder().header(HEADER, basic).build();
  }

  private String message(Route route) {
    String proxy = "proxy " + route.proxy().address();
    return user == null
        ? proxy + " wants a user: set proxyUser and proxyPassword"
        : proxy + " refuses proxyUser \"" + user + "\" with its proxyPassword";
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "ProxyCredentials[user=" + user + ']';
  }
}
