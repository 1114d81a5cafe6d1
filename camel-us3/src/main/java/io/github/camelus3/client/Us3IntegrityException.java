package io.github.camelus3.client;

import io.github.camelus3.client.source.SourceChangedException;

/**
 * The bytes and their ETag or length disagree: what the service has stored is not what was sent, or
 * the source of an upload changed while it was read.
 */
public final class Us3IntegrityException extends Us3Exception {
  private static final long serialVersionUID = 1L;

  private final boolean sourceChanged;

  /**
   * A disagreement found while {@code operation} worked on an object.
   *
   * @param what what was expected and what was found
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

  /**
   * Whether it is the source of an upload that changed, rather than what the service has stored.
   */
  public boolean isSourceChanged() {
    return sourceChanged;
  }

  /** Always false: what disagrees has to be looked at first. */
  @Override
  public boolean isRetryable() {
    return false;
  }

  /** The response came: nothing is unknown. */
  @Override
  boolean outcomeIsUnknown() {
    return false;
  }
}
