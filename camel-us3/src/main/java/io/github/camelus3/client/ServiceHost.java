package io.github.camelus3.client;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * The host that serves the buckets. US3 has no path-style URLs: the bucket is the first label of
 * the host, or a custom domain is bound to it. Source: UCloud product documents, "region" and
 * "domain". Immutable.
 */
public final class ServiceHost {
  private static final Pattern BUCKET_LABEL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,254}");
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*(:[0-9]{1,5})?");
  private static final int SHOWN_CHARS = 100;

  private final String scheme;
  private final String host;
  private final String customDomain;

  private ServiceHost(String scheme, String host, String customDomain) {
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
   * A host to which the bucket's name is prepended: {@code <bucket>.<fileHost>}.
   *
   * @param fileHost such as {@code cn-bj.ufileos.com}, or a region's internal host
   * @param scheme {@code http} or {@code https}; internal hosts support http only
   */
  public static ServiceHost ofFileHost(String fileHost, String scheme) {
    if (!"http".equals(scheme) && !"https".equals(scheme)) {
      throw new IllegalArgumentException("protocol must be http or https: " + scheme);
    }
    return new ServiceHost(scheme, requireHost("fileHost", fileHost), null);
  }

  /**
   * A custom domain or an emulator. The bucket's name is not part of the URL.
   *
   * @param url {@code http} or {@code https}, host and optional port; no path, query or user. Hosts
   *     may have underscores, as services of Compose do
   */
  public static ServiceHost ofEndpoint(String url) {
    HttpUrls.Parts parts =
        HttpUrls.parse(Objects.requireNonNull(url, "endpoint").strip())
            .filter(ServiceHost::isHostAlone)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "endpoint must be an http(s) URL of a host alone: "
                            + HttpUrls.withoutSecrets(url)));
    return new ServiceHost(null, null, parts.origin());
  }

  private static boolean isHostAlone(HttpUrls.Parts url) {
    boolean isHost = url.host().startsWith("[") || HOST.matcher(url.host()).matches();
    return isHost && url.userInfo() == null && url.rest().matches("/?");
  }

  /**
   * Checks the name of a bucket: letters, digits, dots, hyphens and underscores, which are valid in
   * a host, a path and a header. All options, headers and arguments use this check.
   *
   * @param what the option, header or argument that holds the name, for the message
   * @return the name
   * @throws IllegalArgumentException with {@code what} and the name
   */
  public static String requireBucket(String what, String bucket) {
    if (bucket == null || bucket.isBlank()) {
      throw new IllegalArgumentException(
          what + " must not be " + (bucket == null ? "null" : "blank"));
    }
    if (!BUCKET_LABEL.matcher(bucket).matches()) {
      String shown = bucket.substring(0, Math.min(SHOWN_CHARS, bucket.length()));
      throw new IllegalArgumentException(
          what
              + " must be a bucket's name, of letters, digits, dots, hyphens and underscores: \""
              + shown.replaceAll("\\p{Cntrl}", "?")
              + '"');
    }
    return bucket;
  }

  /**
   * Scheme, host and port of the bucket's URLs, without a trailing slash.
   *
   * @throws IllegalArgumentException if the bucket's name is invalid in a host
   */
  public String baseUrl(String bucket) {
    if (customDomain != null) {
      return customDomain;
    }
    requireBucket("bucket", bucket);
    return scheme + "://" + bucket + '.' + host;
  }

  private static String requireHost(String option, String value) {
    if (value == null || !HOST.matcher(value.strip()).matches()) {
      throw new IllegalArgumentException(option + " must be a host name: \"" + value + "\"");
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
    return customDomain != null ? customDomain : scheme + "://*." + host;
  }
}
