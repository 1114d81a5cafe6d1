package io.github.camelus3.transfer;

import io.github.camelus3.client.IntegrityOptions;
import io.github.camelus3.client.ObjectAttributes;
import io.github.camelus3.client.source.ObjectSource;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * An object to upload. The source stays the caller's to close, once the upload has ended.
 *
 * @param policy gives the put policy's JSON text, signed and sent as it is; asked each time the
 *     policy is about to be sent, so that what it says of the time is right; null for none
 * @param store where an upload in parts of a file is kept, so that another attempt goes on with it;
 *     null for nowhere
 * @param abortOnFailure whether an upload in parts that fails is aborted; when not, its parts stay
 *     at the service
 */
public record UploadRequest(
    String bucket,
    String key,
    ObjectSource source,
    ObjectAttributes attributes,
    Supplier<String> policy,
    IntegrityOptions checks,
    UploadStore store,
    boolean abortOnFailure) {
  public UploadRequest {
    Objects.requireNonNull(bucket, "bucket");
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(attributes, "attributes");
    Objects.requireNonNull(checks, "checks");
  }

  /**
   * An object that is not resumed, and aborted when it fails.
   *
   * @param policyJson the put policy's JSON text; null for none
   */
  public UploadRequest(
      String bucket,
      String key,
      ObjectSource source,
      ObjectAttributes attributes,
      String policyJson,
      IntegrityOptions checks) {
    this(bucket, key, source, attributes, fixed(policyJson), checks, null, true);
  }

  /** An object with a MIME type, without a policy. */
  public static UploadRequest of(String bucket, String key, String mimeType, ObjectSource source) {
    return new UploadRequest(
        bucket, key, source, ObjectAttributes.ofMimeType(mimeType), null, IntegrityOptions.DEFAULT);
  }

  /** The same with a put policy. */
  public UploadRequest withPolicy(String json) {
    return new UploadRequest(
        bucket, key, source, attributes, fixed(json), checks, store, abortOnFailure);
  }

  private static Supplier<String> fixed(String json) {
    return json == null ? null : () -> json;
  }

  boolean hasPolicy() {
    return policy != null;
  }

  /** The put policy's JSON text, to be sent now; null for none. */
  String policyJson() {
    return policy == null ? null : policy.get();
  }

  /** The same, kept in a store so that it can be gone on with, and not aborted when it fails. */
  public UploadRequest resumable(UploadStore value) {
    return new UploadRequest(bucket, key, source, attributes, policy, checks, value, false);
  }

  /** The same, aborted when it fails or not. */
  public UploadRequest withAbortOnFailure(boolean value) {
    return new UploadRequest(bucket, key, source, attributes, policy, checks, store, value);
  }

  UploadRequest withSource(ObjectSource value) {
    return new UploadRequest(bucket, key, value, attributes, policy, checks, store, abortOnFailure);
  }

  @Override
  public String toString() {
    return "UploadRequest[" + bucket + '/' + key + "]"; // the policy stays out
  }
}
