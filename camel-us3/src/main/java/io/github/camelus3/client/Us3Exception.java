package io.github.camelus3.client;

import java.io.IOException;

/**
 * A request to US3 did not succeed. The three kinds: the service said no ({@link
 * Us3ServiceException}), no whole response came ({@link Us3TransportException}), or bytes and ETag
 * disagree ({@link Us3IntegrityException}). The getters follow the bean rules, so that Camel's
 * Simple can say {@code ${exception.retryable}}.
 */
public abstract sealed class Us3Exception extends IOException
    permits Us3ServiceException, Us3TransportException, Us3IntegrityException {
  private static final long serialVersionUID = 1L;

  private final ApiCall call;

  Us3Exception(ApiCall call, String what, Throwable cause) {
    super(call + what, cause);
    this.call = call;
  }

  /** Whether the same request, sent again unchanged, may succeed. */
  public abstract boolean isRetryable();

  /** Whether the service may have executed the request although it failed. */
  abstract boolean outcomeIsUnknown();

  /** The API of US3 that was called, such as {@code PutFile}; empty when none was called yet. */
  public String getOperation() {
    return call.operation();
  }

  /** The bucket; empty when none was involved yet. */
  public String getBucket() {
    return call.bucket();
  }

  /** The object's key; empty for requests that address a bucket. */
  public String getKey() {
    return call.key();
  }
}
