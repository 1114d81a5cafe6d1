package io.github.camelus3.component.activity;

import io.github.camelus3.client.RequestListener;

/**
 * Records figures, also of requests. The methods run on the threads that do the work. Thread safe.
 */
public interface Meter extends RequestListener {
  /** Records nothing. */
  Meter NONE = new Meter() {};

  /**
   * An exchange of a producer has ended.
   *
   * @param failure null after a success
   */
  default void operationEnded(OperationActivity operation, Throwable failure) {}

  /** A consumer has done something with an object. */
  default void polled(String bucket, PollActivity.Event event) {}

  /**
   * A poll of a consumer has ended.
   *
   * @param failure null after a success
   */
  default void pollEnded(String bucket, Throwable failure) {}

  /** A webhook has replied to a callback. */
  default void callbackReceived(String bucket, WebhookActivity.Verdict verdict, int httpStatus) {}

  /** The component has stopped; nothing follows. */
  default void close() {}
}
