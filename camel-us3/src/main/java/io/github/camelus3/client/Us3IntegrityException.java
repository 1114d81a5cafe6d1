package io.github.camelus3.client;

import io.github.camelus3.client.source.SourceChangedException;

/**
 * The bytes and their ETag or length differ: the stored content is not the sent one, or the source
 * of an upload changed while it was read.
 */
public final class Us3IntegrityException extends Us3Exception {
  private static final long serialVersionUID = 1L;

  private final boolean sourceChanged;

  /**
   * A difference found by an operation on an object.
   *
   * @param what the expected and the actual value, for the message
   */
  public Us3IntegrityException(String operation, String bucket, String key, String what) {
    this(operation, bucket, key, what, false);
  }

  private Us3IntegrityException(
      String operation, String bucket, String key, String what, boolean sourceChanged) {
    super(new ApiCall(operation, bucket, key), what, null);
    this.sourceChanged = sourceChanged;
  }

  /**
   * The service names another ETag than the one that was computed while sending.
   *
   * @param what the part or object whose ETags disagree
   */
  static Us3IntegrityException ofETags(ApiCall call, String what, String computed, String stored) {
    return new Us3IntegrityException(
        call.operation(),
        call.bucket(),
        call.key(),
        "ETag of " + what + " is " + computed + ", the service says " + stored);
  }

  /** The source of an upload has changed. */
  public static Us3IntegrityException ofSource(
      String operation, String bucket, String key, SourceChangedException change) {
    return new Us3IntegrityException(operation, bucket, key, change.getMessage(), true);
  }

  /** Whether the source of the upload changed; false if the stored content is wrong. */
  public boolean isSourceChanged() {
    return sourceChanged;
  }

  /** Always false: the difference must be examined first. */
  @Override
  public boolean isRetryable() {
    return false;
  }

  @Override
  boolean outcomeIsUnknown() {
    return false;
  }
}
