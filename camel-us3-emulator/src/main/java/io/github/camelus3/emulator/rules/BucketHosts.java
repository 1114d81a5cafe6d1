package io.github.camelus3.emulator.rules;

import io.github.camelus3.emulator.protocol.Ascii;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the bucket that a request's host names. Immutable. */
public final class BucketHosts {
  /** Public and internal region hosts. Source: ufile introduction/region.md. */
  private static final List<Pattern> SERVICE_HOSTS =
      List.of(
          Pattern.compile("([a-z0-9-]+)\\.[a-z0-9-]+\\.ufileos\\.com"),
          Pattern.compile("([a-z0-9-]+)\\.ufile\\.(?:[a-z0-9-]+\\.)?ucloud(?:\\.com)?\\.cn"));

  private final List<String> suffixes;
  private final Map<String, String> customDomains;

  BucketHosts(List<String> suffixes, Map<String, String> customDomains) {
    this.suffixes = suffixes.stream().map(suffix -> "." + Ascii.lowerCase(suffix)).toList();
    this.customDomains = customDomains;
  }

  /** The bucket that the host names; empty when the host names none. */
  Optional<String> bucketNamedBy(String host) {
    String custom = customDomains.get(host);
    if (custom != null) {
      return Optional.of(custom);
    }
    for (String suffix : suffixes) {
      if (host.endsWith(suffix) && host.length() > suffix.length()) {
        return Optional.of(host.substring(0, host.length() - suffix.length()));
      }
    }
    return SERVICE_HOSTS.stream()
        .map(pattern -> pattern.matcher(host))
        .filter(Matcher::matches)
        .map(matcher -> matcher.group(1))
        .findFirst();
  }

  /** The host of a {@code Host} header, without port, in lower case. */
  public static String nameIn(String hostHeader) {
    String host = Ascii.lowerCase(hostHeader.strip());
    int port = host.lastIndexOf(':');
    return port > host.lastIndexOf(']') ? host.substring(0, port) : host;
  }
}
