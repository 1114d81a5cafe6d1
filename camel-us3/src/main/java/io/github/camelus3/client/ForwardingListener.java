package io.github.camelus3.client;

import java.io.IOException;
import java.util.function.Consumer;

/** Passes each event on to other listeners. */
public abstract class ForwardingListener implements RequestListener {
  /** Tells other listeners of an event. */
  protected abstract void tell(Consumer<RequestListener> event);

  @Override
  public final void begun(RequestAttempt attempt) {
    tell(listener -> listener.begun(attempt));
  }

  @Override
  public final void ended(RequestAttempt attempt, IOException failure) {
    tell(listener -> listener.ended(attempt, failure));
  }

  @Override
  public final void retried(RequestAttempt attempt, Us3Exception reason) {
    tell(listener -> listener.retried(attempt, reason));
  }

  @Override
  public final void recovered(RequestAttempt attempt) {
    tell(listener -> listener.recovered(attempt));
  }
}
