package io.github.camelus3.transfer;

import io.github.camelus3.client.Checks;
import io.github.camelus3.client.ObjectAttributes;
import io.github.camelus3.client.ObjectSource;
import java.util.Objects;

/**
 * An object to upload. The source stays the caller's to close, once the upload has ended.
 *
 * @param policyJson the put policy's JSON text, signed and sent as it is; null for none
 */
public record UploadRequest(
    String bucket,
    String key,
    ObjectSource source,
    ObjectAttributes attributes,
    String policyJson,
    Checks checks) {
  public UploadRequest {
    Objects.requireNonNull(bucket, "bucket");
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(attributes, "attributes");
    Objects.requireNonNull(checks, "checks");
  }

  /** An object with a MIME type, without a policy. */
  public static UploadRequest of(String bucket, String key, String mimeType, ObjectSource source) {
    return new UploadRequest(
        bucket, key, source, ObjectAttributes.ofMimeType(mimeType), null, Checks.DEFAULT);
  }

  /** The same with a put policy. */
  public UploadRequest withPolicy(String json) {
    return new UploadRequest(bucket, key, source, attributes, json, checks);
  }

  UploadRequest withSource(ObjectSource value) {
    return new UploadRequest(bucket, key, value, attributes, policyJson, checks);
  }

  @Override
  public String toString() {
    return "UploadRequest[" + bucket + '/' + key + "]"; // the policy stays out
  }
}
