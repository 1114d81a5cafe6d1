package io.github.camelus3.client.http;

import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Connects to some hosts without a proxy. The pattern is that of {@code http.nonProxyHosts}. */
public final class NonProxyHosts extends ProxySelector {
  private final Pattern hosts;
  private final ProxySelector others;

  private NonProxyHosts(Pattern hosts, ProxySelector others) {
    this.hosts = hosts;
    this.others = others;
  }

  /**
   * Selects no proxy for hosts that match, and the proxy of {@code others} for all others.
   *
   * @param pattern hosts separated by {@code |}; {@code *} stands for any characters
   */
  public static ProxySelector of(String pattern, ProxySelector others) {
    String regex =
        Arrays.stream(pattern.split("\\|"))
            .map(String::trim)
            .filter(host -> !host.isEmpty())
            .map(host -> Pattern.quote(host).replace("*", "\\E.*\\Q"))
            .collect(Collectors.joining("|"));
    return regex.isEmpty()
        ? others
        : new NonProxyHosts(Pattern.compile(regex, Pattern.CASE_INSENSITIVE), others);
  }

  @Override
  public List<Proxy> select(URI uri) {
    String host = uri.getHost();
    boolean isDirect = hosts.matcher(host).matches() || hosts.matcher(unbracketed(host)).matches();
    return isDirect ? List.of(Proxy.NO_PROXY) : others.select(uri);
  }

  /** An IPv6 address without the brackets of a URL. */
  private static String unbracketed(String host) {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  @Override
  public void connectFailed(URI uri, SocketAddress address, IOException e) {
    others.connectFailed(uri, address, e);
  }
}
