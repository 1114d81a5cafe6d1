package io.github.camelus3.client;

import java.net.URI;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Where the buckets are. Native US3 has no path style: the bucket is either the first label of the
 * host, or it is what a custom domain is bound to. Source: UCloud product documents, "region" and
 * "domain". Immutable.
 */
public final class ServiceHost {
  private static final Pattern BUCKET_LABEL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,254}");
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*(:[0-9]{1,5})?");

  private final String scheme;
  private final String host;
  private final URI customDomain;

  private ServiceHost(String scheme, String host, URI customDomain) {
    this.scheme = scheme;
    this.host = host;
    this.customDomain = customDomain;
  }

  /**
   * The public host of a region: {@code <bucket>.<region>.ufileos.com}.
   *
   * @param region such as {@code cn-bj}
   * @param scheme {@code http} or {@code https}
   */
  public static ServiceHost ofRegion(String region, String scheme) {
    return ofFileHost(requireHost("region", region) + ".ufileos.com", scheme);
  }

  /**
   * A host that the bucket's name is put in front of.
   *
   * @param fileHost such as {@code cn-bj.ufileos.com}, or a region's internal host
   * @param scheme {@code http} or {@code https}; internal hosts speak http only
   */
  public static ServiceHost ofFileHost(String fileHost, String scheme) {
    if (!"http".equals(scheme) && !"https".equals(scheme)) {
      throw new IllegalArgumentException("protocol is neither http nor https: " + scheme);
    }
    return new ServiceHost(scheme, requireHost("fileHost", fileHost), null);
  }

  /**
   * A custom domain, or an emulator; the bucket's name is not part of the URL.
   *
   * @param url {@code http} or {@code https}, host, perhaps port; no path, query or user
   */
  public static ServiceHost ofEndpoint(String url) {
    URI uri;
    try {
      uri = URI.create(Objects.requireNonNull(url, "endpoint").strip());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("endpoint is not a URL: " + url, e);
    }
    boolean http = "http".equalsIgnoreCase(uri.getScheme());
    boolean bare = uri.getRawPath() == null || uri.getRawPath().matches("/?");
    if (!(http || "https".equalsIgnoreCase(uri.getScheme()))
        || uri.getHost() == null
        || !bare
        || uri.getRawQuery() != null
        || uri.getRawUserInfo() != null) {
      throw new IllegalArgumentException("endpoint is not an http(s) URL of a host alone: " + url);
    }
    return new ServiceHost(null, null, URI.create(uri.getScheme() + "://" + uri.getRawAuthority()));
  }

  /**
   * Scheme, host and port at which the objects of {@code bucket} are, without a trailing slash.
   *
   * @throws IllegalArgumentException if the bucket's name cannot be part of a host
   */
  public String baseUrl(String bucket) {
    if (customDomain != null) {
      return customDomain.toString();
    }
    if (!BUCKET_LABEL.matcher(bucket).matches()) {
      throw new IllegalArgumentException(
          "bucket name cannot be part of a host: \"" + bucket + "\"");
    }
    return scheme + "://" + bucket + '.' + host;
  }

  private static String requireHost(String option, String value) {
    if (value == null || !HOST.matcher(value.strip()).matches()) {
      throw new IllegalArgumentException(option + " is not a host name: \"" + value + "\"");
    }
    return value.strip();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ServiceHost host && host.toString().equals(toString());
  }

  @Override
  public int hashCode() {
    return toString().hashCode();
  }

  @Override
  public String toString() {
    return customDomain != null ? customDomain.toString() : scheme + "://*." + host;
  }
}
