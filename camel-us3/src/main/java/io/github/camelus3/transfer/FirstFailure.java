package io.github.camelus3.transfer;

import java.util.concurrent.atomic.AtomicReference;

/**
 * The first failure of work on several threads. Later failures are suppressed in it. Thread safe.
 */
final class FirstFailure {
  private final AtomicReference<Throwable> first = new AtomicReference<>();

  void add(Throwable failure) {
    if (!first.compareAndSet(null, failure) && first.get() != failure) {
      first.get().addSuppressed(failure);
    }
  }

  /** Null as long as nothing has failed. */
  Throwable get() {
    return first.get();
  }
}
