package io.github.camelus3.client;

import java.io.IOException;

/**
 * Receives what becomes of each request, for metrics, traces and logs. The methods run on the
 * thread that sends the request. They must return soon; what they throw is logged and ignored, so
 * that no request fails because of its observation. Must be thread safe.
 */
public interface RequestListener {
  /** Ignores everything. */
  RequestListener NONE = new RequestListener() {};

  /** An attempt begins. */
  default void begun(RequestAttempt attempt) {}

  /**
   * The attempt has ended.
   *
   * @param failure null after a success
   */
  default void ended(RequestAttempt attempt, IOException failure) {}

  /** The attempt failed with {@code reason}, the delay has passed, and another attempt follows. */
  default void retried(RequestAttempt attempt, Us3Exception reason) {}

  /** The attempt failed, but the service was found to have executed it. */
  default void recovered(RequestAttempt attempt) {}
}
