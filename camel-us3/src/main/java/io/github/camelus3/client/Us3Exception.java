package io.github.camelus3.client;

import java.io.IOException;

/**
 * A request to US3 failed. The service returned an error ({@link Us3ServiceException}), the
 * response was lost ({@link Us3TransportException}), or bytes and ETag differ ({@link
 * Us3IntegrityException}). The getters follow the bean rules, so that Camel's Simple can use {@code
 * ${exception.retryable}}.
 */
public abstract sealed class Us3Exception extends IOException
    permits Us3ServiceException, Us3TransportException, Us3IntegrityException {
  private static final long serialVersionUID = 1L;

  private final ApiCall call;

  Us3Exception(ApiCall call, String what, Throwable cause) {
    super(call + what, cause);
    this.call = call;
  }

  /** Whether the same request may succeed when it is retried. */
  public abstract boolean isRetryable();

  /** Whether the service may have executed the request although it failed. */
  abstract boolean outcomeIsUnknown();

  /** The API of US3 that was called, such as {@code PutFile}; empty when no API was called. */
  public String getOperation() {
    return call.operation();
  }

  /** The bucket; empty when the failure has none. */
  public String getBucket() {
    return call.bucket();
  }

  /** The object's key; empty for requests that address a bucket. */
  public String getKey() {
    return call.key();
  }
}
