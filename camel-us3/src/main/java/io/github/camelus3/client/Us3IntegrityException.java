package io.github.camelus3.client;

/**
 * The bytes and their ETag or length disagree: what the service has stored is not what was sent, or
 * the source of an upload changed its length while it was read.
 */
public final class Us3IntegrityException extends Us3Exception {
  private static final long serialVersionUID = 1L;

  /**
   * A disagreement found while {@code operation} worked on an object.
   *
   * @param what what was expected and what was found
   */
  public Us3IntegrityException(String operation, String bucket, String key, String what) {
    super(new FailedCall(operation, bucket, key), what, null);
  }

  /** Always false: what disagrees has to be looked at first. */
  @Override
  public boolean isRetryable() {
    return false;
  }
}
