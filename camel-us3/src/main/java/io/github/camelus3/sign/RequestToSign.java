package io.github.camelus3.sign;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The signed parts of a request: the method, three headers exactly as sent, and the resource. The
 * query, the body and {@code X-Ufile-*} headers are not signed. Source: UCloud API reference,
 * "authorization", and recorded requests of the Go SDK.
 *
 * @param method HTTP method in upper case
 * @param contentMd5 value of {@code Content-MD5}; empty when the header is absent
 * @param contentType value of {@code Content-Type}; empty when the header is absent
 * @param date value of {@code Date}, in a pre-signed URL the decimal expiry; empty when absent
 * @param canonicalHeaders the {@code x-ucloud-*} lines of {@link #canonicalHeaders(Map)}; empty
 *     without such headers, as in all requests of this library
 * @param bucket bucket name
 * @param key object key, not percent-encoded; empty for requests that address the bucket
 */
public record RequestToSign(
    String method,
    String contentMd5,
    String contentType,
    String date,
    String canonicalHeaders,
    String bucket,
    String key) {

  private static final String CANONICAL_PREFIX = "x-ucloud-";

  public RequestToSign {
    Objects.requireNonNull(method, "method");
    Objects.requireNonNull(contentMd5, "contentMd5");
    Objects.requireNonNull(contentType, "contentType");
    Objects.requireNonNull(date, "date");
    Objects.requireNonNull(canonicalHeaders, "canonicalHeaders");
    Objects.requireNonNull(bucket, "bucket");
    Objects.requireNonNull(key, "key");
  }

  /** A request with none of the three headers. */
  public static RequestToSign of(String method, String bucket, String key) {
    return new RequestToSign(method, "", "", "", "", bucket, key);
  }

  /** The same request with this {@code Content-Type}; null if the header is absent. */
  public RequestToSign withContentType(String value) {
    return new RequestToSign(
        method, contentMd5, orEmpty(value), date, canonicalHeaders, bucket, key);
  }

  /** The same request with this {@code Content-MD5}; null if the header is absent. */
  public RequestToSign withContentMd5(String value) {
    return new RequestToSign(
        method, orEmpty(value), contentType, date, canonicalHeaders, bucket, key);
  }

  /** The same request with this {@code Date}; null if the header is absent. */
  public RequestToSign withDate(String value) {
    return new RequestToSign(
        method, contentMd5, contentType, orEmpty(value), canonicalHeaders, bucket, key);
  }

  /** The same request with these lines of canonical headers. */
  public RequestToSign withCanonicalHeaders(String value) {
    return new RequestToSign(method, contentMd5, contentType, date, value, bucket, key);
  }

  /**
   * The canonical lines of the {@code X-UCloud-*} headers among {@code headers}: names in lower
   * case and sorted, repeated values joined by commas, one line each, ended by LF. Other headers
   * are skipped. Source: UCloud API reference, "authorization".
   */
  public static String canonicalHeaders(Map<String, List<String>> headers) {
    TreeMap<String, String> sorted = new TreeMap<>();
    headers.forEach(
        (name, values) -> {
          String lower = name.toLowerCase(Locale.ROOT).strip();
          if (lower.startsWith(CANONICAL_PREFIX)) {
            String joined = String.join(",", values.stream().map(String::strip).toList());
            sorted.merge(lower, joined, (a, b) -> a + "," + b);
          }
        });
    StringBuilder lines = new StringBuilder();
    sorted.forEach((name, value) -> lines.append(name).append(':').append(value).append('\n'));
    return lines.toString();
  }

  /** The text to sign. The signer appends a put policy, if any. */
  public String stringToSign() {
    return method
        + '\n'
        + contentMd5
        + '\n'
        + contentType
        + '\n'
        + date
        + '\n'
        + canonicalHeaders
        + '/'
        + bucket
        + '/'
        + key;
  }

  private static String orEmpty(String value) {
    return value == null ? "" : value;
  }
}
