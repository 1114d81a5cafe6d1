package io.github.camelus3.component.activity;

import io.github.camelus3.client.RequestAttempt;
import io.github.camelus3.client.Us3Exception;
import java.io.IOException;

/** Records figures. The methods run on the threads that do the work. Thread safe. */
public interface Meter {
  /** Records nothing. */
  Meter NONE = new Meter() {};

  /**
   * An exchange of a producer has ended.
   *
   * @param failure null after a success
   */
  default void operationEnded(OperationActivity operation, Throwable failure) {}

  /**
   * An attempt at a request has ended.
   *
   * @param failure null after a success
   */
  default void requestEnded(RequestAttempt attempt, IOException failure) {}

  /** Another attempt follows one that failed. */
  default void requestRetried(RequestAttempt attempt, Us3Exception reason) {}

  /** A failed attempt was found to have been executed. */
  default void requestRecovered(RequestAttempt attempt) {}

  /** A consumer has done something with an object. */
  default void polled(String bucket, PollActivity.Event event) {}

  /** A webhook has replied to a callback. */
  default void callbackReceived(String bucket, WebhookActivity.Verdict verdict, int httpStatus) {}

  /** The component has stopped; nothing follows. */
  default void close() {}
}
