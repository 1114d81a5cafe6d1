package io.github.camelus3.transfer;

import io.github.camelus3.client.IntegrityOptions;
import io.github.camelus3.client.ObjectAttributes;
import io.github.camelus3.client.PutObjectRequest;
import io.github.camelus3.client.source.ObjectSource;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * An object to upload, and how. The source stays the caller's to close, after the upload has ended.
 * Immutable but for the source.
 *
 * @param policy returns the put policy's JSON text in place of the object's own. Called each time
 *     the policy is about to be sent, so that times in it are right. Null for the object's own
 * @param store keeps the state of an upload of a file in parts, so that another attempt resumes it;
 *     null for none
 * @param abortOnFailure whether an upload in parts is aborted when it fails. If not, its parts stay
 *     at the service
 */
public record UploadRequest(
    PutObjectRequest object, Supplier<String> policy, UploadStore store, boolean abortOnFailure) {
  public UploadRequest {
    Objects.requireNonNull(object, "object");
    Objects.requireNonNull(object.bucket(), "bucket");
    Objects.requireNonNull(object.key(), "key");
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
    this(
        new PutObjectRequest(bucket, key, source, attributes, policyJson, checks),
        null,
        null,
        true);
  }

  /** An object with a MIME type, without a policy. */
  public static UploadRequest of(String bucket, String key, String mimeType, ObjectSource source) {
    return new UploadRequest(PutObjectRequest.of(bucket, key, mimeType, source), null, null, true);
  }

  /** The same with a put policy. */
  public UploadRequest withPolicy(String json) {
    return new UploadRequest(object.withPolicy(json), null, store, abortOnFailure);
  }

  /** The same, kept in a store so that it can be resumed, and not aborted when it fails. */
  public UploadRequest resumable(UploadStore value) {
    return new UploadRequest(object, policy, value, false);
  }

  /** The same, aborted when it fails or not. */
  public UploadRequest withAbortOnFailure(boolean value) {
    return new UploadRequest(object, policy, store, value);
  }

  String bucket() {
    return object.bucket();
  }

  String key() {
    return object.key();
  }

  ObjectSource source() {
    return object.source();
  }

  boolean hasPolicy() {
    return policy != null || object.policyJson() != null;
  }

  /** The put policy's JSON text, to be sent now; null for none. */
  String policyJson() {
    return policy == null ? object.policyJson() : policy.get();
  }

  /** The PUT of this object with these bytes, and with its policy as it is now. */
  PutObjectRequest toPut(ObjectSource source) {
    return new PutObjectRequest(
        bucket(), key(), source, object.attributes(), policyJson(), object.checks());
  }

  @Override
  public String toString() {
    return "UploadRequest[" + bucket() + '/' + key() + "]"; // the policy stays out
  }
}
