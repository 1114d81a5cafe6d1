package io.github.camelus3.client;

import java.io.IOException;

/**
 * There was no complete response: connecting failed, the connection broke, or a timeout passed. If
 * {@link #isRequestSent()}, the service may have executed the request.
 */
public final class Us3TransportException extends Us3Exception {
  private static final long serialVersionUID = 1L;

  private final boolean requestSent;

  Us3TransportException(ApiCall call, boolean requestSent, IOException cause) {
    super(call, "no complete response: " + describe(cause), cause);
    this.requestSent = requestSent;
  }

  /**
   * A request that was not sent, because the caller was stopped.
   *
   * @param why the reason, without the bucket
   */
  public static Us3TransportException notSent(String bucket, String why) {
    return new Us3TransportException(new ApiCall("", bucket, ""), false, new IOException(why));
  }

  private static String describe(IOException cause) {
    String message = cause.getMessage();
    return message == null ? cause.getClass().getSimpleName() : message;
  }

  /** Always true. */
  @Override
  public boolean isRetryable() {
    return true;
  }

  /** Whether any of the request may have reached the service. */
  public boolean isRequestSent() {
    return requestSent;
  }

  @Override
  boolean outcomeIsUnknown() {
    return requestSent;
  }
}
