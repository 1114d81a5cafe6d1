package io.github.camelus3.client;

/**
 * The answer to an upload with a policy was lost, and a look at the object shows that it is stored:
 * what the callback service said, or whether it was called at all, is unknown. The cause is the
 * {@link Us3TransportException}, or the 5xx of a gateway.
 */
public final class Us3CallbackReplyLostException extends Us3CallbackException {
  private static final long serialVersionUID = 1L;

  /** The answer to the upload that {@code lost} speaks of was lost, and the object is stored. */
  public Us3CallbackReplyLostException(Us3Exception lost) {
    super(
        new FailedCall(lost.getOperation(), lost.getBucket(), lost.getKey()),
        "the object is stored, but the answer with the callback service's reply was lost",
        lost);
  }
}
