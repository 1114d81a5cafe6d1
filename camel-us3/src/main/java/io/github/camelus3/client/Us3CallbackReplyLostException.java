package io.github.camelus3.client;

/**
 * The response to an upload with a policy was lost, and a look at the object shows that it is
 * stored: what the callback service said, or whether it was called at all, is unknown. The cause is
 * the {@link Us3TransportException}, the 5xx of a gateway, or a success without a readable reply.
 */
public final class Us3CallbackReplyLostException extends Us3CallbackException {
  private static final long serialVersionUID = 1L;

  /** The response to the upload that {@code lost} speaks of was lost, and the object is stored. */
  public Us3CallbackReplyLostException(Us3Exception lost) {
    this(lost.getOperation(), lost.getBucket(), lost.getKey(), lost);
  }

  /**
   * The response to {@code operation} was lost, and the object is stored.
   *
   * @param lost by which that was found
   */
  public Us3CallbackReplyLostException(
      String operation, String bucket, String key, Us3Exception lost) {
    super(
        new ApiCall(operation, bucket, key),
        "the object is stored, but the response with the callback service's reply was lost",
        lost);
  }
}
