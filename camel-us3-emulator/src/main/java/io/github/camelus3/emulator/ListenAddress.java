package io.github.camelus3.emulator;

/** The address where a server listens. Immutable. */
record ListenAddress(String host, int port) {
  static final String LOOPBACK = "127.0.0.1";

  String url() {
    return url(host);
  }

  /** For clients on this machine: the loopback address when the host is a wildcard. */
  String clientUrl() {
    return url(isWildcard() ? LOOPBACK : host);
  }

  /** Whether every address of this machine is meant. */
  boolean isWildcard() {
    return host.equals("0.0.0.0") || host.equals("::") || host.equals("[::]");
  }

  /** IPv6 addresses are put in brackets. */
  private String url(String name) {
    boolean bare = name.indexOf(':') >= 0 && !name.startsWith("[");
    return "http://" + (bare ? "[" + name + "]" : name) + ":" + port;
  }
}
