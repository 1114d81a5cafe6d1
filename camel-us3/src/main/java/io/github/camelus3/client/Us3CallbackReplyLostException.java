package io.github.camelus3.client;

/**
 * The response to an upload with a policy was lost, and HEAD shows that the object is stored. The
 * callback service's reply is unknown, and so is whether the service was called. The cause is the
 * {@link Us3TransportException}, the 5xx of a gateway, or a success without a readable reply.
 */
public final class Us3CallbackReplyLostException extends Us3CallbackException {
  private static final long serialVersionUID = 1L;

  /** For the operation, bucket and key of {@code lost}. */
  public Us3CallbackReplyLostException(Us3Exception lost) {
    this(lost.getOperation(), lost.getBucket(), lost.getKey(), lost);
  }

  /**
   * For an operation on an object.
   *
   * @param lost the failure of the request; becomes the cause
   */
  public Us3CallbackReplyLostException(
      String operation, String bucket, String key, Us3Exception lost) {
    super(
        new ApiCall(operation, bucket, key),
        "the object is stored, but the response with the callback service's reply was lost",
        lost);
  }
}
