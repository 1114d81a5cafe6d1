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
 * The user that a proxy knows this client by. Sent with the first request already, and never again
 * after a refusal: a body that was begun could not be sent a second time. Immutable.
 */
public final class ProxyCredentials implements Authenticator {
  /** No user. */
  public static final ProxyCredentials NONE = new ProxyCredentials(null, null);

  private static final String HEADER = "Proxy-Authorization";

  /** OkHttp's, by which it asks for credentials before a proxy does. */
  private static final String PREEMPTIVE = "OkHttp-Preemptive";

  private final String user; // null for none
  private final String basic; // null for none

  private ProxyCredentials(String user, String basic) {
    this.user = user;
    this.basic = basic;
  }

  public static ProxyCredentials of(String user, String password) {
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(password, "password");
    if (user.isEmpty() || user.indexOf(':') >= 0) {
      throw new IllegalArgumentException(
          "proxyUser must be a name without a colon: \"" + user + '"');
    }
    return new ProxyCredentials(user, Credentials.basic(user, password, UTF_8));
  }

  /** Adds the user to a request that a proxy itself reads. One in a tunnel is not for the proxy. */
  Request authorize(Route route, Request request) {
    boolean readByProxy = route.proxy().type() == Proxy.Type.HTTP && !route.requiresTunnel();
    return basic != null && readByProxy
        ? request.newBuilder().header(HEADER, basic).build()
        : request;
  }

  /** Asked by OkHttp before it opens a tunnel, and when a proxy has refused. */
  @Override
  public Request authenticate(Route route, Response response) throws IOException {
    boolean isRefusal =
        response.challenges().stream().noneMatch(c -> PREEMPTIVE.equalsIgnoreCase(c.scheme()));
    if (isRefusal && response.header("X-SessionId") != null) {
      return null; // the service's own
    }
    if (isRefusal) {
      throw new ProxyRefusedException(message(route), response);
    }
    return basic == null ? null : response.request().newBuilder().header(HEADER, basic).build();
  }

  private String message(Route route) {
    String proxy = "the proxy " + route.proxy().address();
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
