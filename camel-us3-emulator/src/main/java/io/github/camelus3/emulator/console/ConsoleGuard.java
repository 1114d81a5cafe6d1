package io.github.camelus3.emulator.console;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Refuses requests of other origins. {@code Host} must be an address, {@code localhost} or the
 * configured host, since a name of somebody else may be bound to this address later (DNS
 * rebinding). {@code Origin} must be the console's own. A request that changes something needs a
 * header that no page of another origin can send without asking first.
 */
final class ConsoleGuard implements HttpHandler {
  /** The header of requests that change something. */
  static final HttpString MARK = new HttpString("X-Us3-Console");

  private static final HttpString FETCH_SITE = new HttpString("Sec-Fetch-Site");
  private static final HttpString FETCH_MODE = new HttpString("Sec-Fetch-Mode");
  private static final Pattern ADDRESS =
      Pattern.compile("(\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-f:.]+\\])");
  private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD");
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
          + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private final String host;
  private final HttpHandler next;

  ConsoleGuard(String host, HttpHandler next) {
    this.host = host.toLowerCase(Locale.ROOT);
    this.next = next;
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) throws Exception {
    put(exchange, "Content-Security-Policy", POLICY);
    put(exchange, "X-Content-Type-Options", "nosniff");
    put(exchange, "Referrer-Policy", "no-referrer");
    put(exchange, "Cross-Origin-Resource-Policy", "same-origin");
    put(exchange, "Cross-Origin-Opener-Policy", "same-origin");
    put(exchange, "Cache-Control", "no-store");
    String refusal = refusal(exchange);
    if (refusal.isEmpty()) {
      next.handleRequest(exchange);
    } else {
      exchange.setStatusCode(403);
      put(exchange, "Content-Type", "text/plain; charset=utf-8");
      exchange.getResponseSender().send(refusal);
    }
  }

  private static void put(HttpServerExchange exchange, String name, String value) {
    exchange.getResponseHeaders().put(new HttpString(name), value);
  }

  private String refusal(HttpServerExchange exchange) {
    String named = header(exchange, Headers.HOST);
    if (!isOurs(named.toLowerCase(Locale.ROOT))) {
      return "Host must be an address, localhost or the console's host";
    }
    String origin = header(exchange, Headers.ORIGIN);
    if (!origin.isEmpty() && !origin.equalsIgnoreCase("http://" + named)) {
      return "Origin must be the console's own";
    }
    String site = header(exchange, FETCH_SITE);
    boolean isOther = !site.isEmpty() && !site.equals("same-origin") && !site.equals("none");
    boolean isLink =
        exchange.getRequestPath().equals("/")
            && header(exchange, FETCH_MODE).equals("navigate")
            && isSafe(exchange);
    if (isOther && !isLink) {
      return "Sec-Fetch-Site must be same-origin or none";
    }
    if (!isSafe(exchange) && header(exchange, MARK).isEmpty()) {
      return MARK + " must be present in a request that changes something";
    }
    return "";
  }

  private static boolean isSafe(HttpServerExchange exchange) {
    return SAFE_METHODS.contains(exchange.getRequestMethod().toString());
  }

  private boolean isOurs(String hostAndPort) {
    String name = hostAndPort.replaceFirst(":\\d*$", "");
    return ADDRESS.matcher(name).matches() || name.equals("localhost") || name.equals(host);
  }

  private static String header(HttpServerExchange exchange, HttpString name) {
    String value = exchange.getRequestHeaders().getFirst(name);
    return value == null ? "" : value;
  }
}
