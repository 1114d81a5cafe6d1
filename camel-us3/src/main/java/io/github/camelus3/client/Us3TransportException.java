package io.github.camelus3.client;

import java.io.IOException;

/**
 * No whole response came: the connection could not be made, broke, or a timeout passed. Whether the
 * service has done what was asked is unknown when {@link #isRequestSent()}.
 */
public final class Us3TransportException extends Us3Exception {
  private static final long serialVersionUID = 1L;

  private final boolean requestSent;

  Us3TransportException(ApiCall call, boolean requestSent, IOException cause) {
    super(call, "no complete response: " + describe(cause), cause);
    this.requestSent = requestSent;
  }

  /**
   * Nothing was asked of the service, because what would have asked was stopped before.
   *
   * @param why without the bucket
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

  /** Unknown once anything was sent. */
  @Override
  boolean outcomeIsUnknown() {
    return requestSent;
  }
}
