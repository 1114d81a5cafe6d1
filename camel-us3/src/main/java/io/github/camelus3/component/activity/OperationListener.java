package io.github.camelus3.component.activity;

import io.github.camelus3.client.RequestListener;

/** Receives the operation of one exchange too, beside its requests. */
public interface OperationListener extends RequestListener {
  /** Ignores everything. */
  OperationListener NONE = operation -> {};

  /** The exchange has come to a producer. Must not throw. */
  void arrived(OperationActivity operation);
}
