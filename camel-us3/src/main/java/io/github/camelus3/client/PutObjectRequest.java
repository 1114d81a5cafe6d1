package io.github.camelus3.client;

import io.github.camelus3.client.source.ObjectSource;
import java.util.Objects;

/**
 * An object to store with one PUT. The caller closes the source.
 *
 * @param policyJson the put policy's JSON text, signed and sent as it is; null for none
 */
public record PutObjectRequest(
    String bucket,
    String key,
    ObjectSource source,
    ObjectAttributes attributes,
    String policyJson,
    IntegrityOptions checks) {
  public PutObjectRequest {
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(attributes, "attributes");
    Objects.requireNonNull(checks, "checks");
  }

  /** An object with a MIME type, without a policy. */
  public static PutObjectRequest of(
      String bucket, String key, String mimeType, ObjectSource source) {
    return new PutObjectRequest(
        bucket, key, source, ObjectAttributes.ofMimeType(mimeType), null, IntegrityOptions.DEFAULT);
  }

  /** The same with a put policy. */
  public PutObjectRequest withPolicy(String json) {
    return new PutObjectRequest(bucket, key, source, attributes, json, checks);
  }

  /** The same with these attributes. */
  public PutObjectRequest withAttributes(ObjectAttributes value) {
    return new PutObjectRequest(bucket, key, source, value, policyJson, checks);
  }

  /** The same with these checks. */
  public PutObjectRequest withChecks(IntegrityOptions value) {
    return new PutObjectRequest(bucket, key, source, attributes, policyJson, value);
  }

  @Override
  public String toString() {
    return "PutObjectRequest["
        + bucket
        + '/'
        + key
        + "]"; // without the policy, which can hold secrets
  }
}
