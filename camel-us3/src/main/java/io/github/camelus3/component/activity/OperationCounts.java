package io.github.camelus3.component.activity;

import java.util.concurrent.atomic.LongAdder;

/** The figures of a producer's endpoint, or of all of a component. Thread safe. */
public final class OperationCounts {
  private final LongAdder succeeded = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final LongAdder storedBytes = new LongAdder();
  private final LongAdder storedParts = new LongAdder();
  private final LongAdder retries = new LongAdder();

  void ended(OperationActivity operation, Throwable failure) {
    (failure == null ? succeeded : failed).increment();
    storedBytes.add(operation.sentBytes());
    storedParts.add(operation.sentParts());
    retries.add(operation.retries());
  }

  /** Exchanges that succeeded. */
  public long succeeded() {
    return succeeded.sum();
  }

  /** Exchanges that failed. */
  public long failed() {
    return failed.sum();
  }

  /** Bytes that the service has acknowledged, of exchanges that have ended. */
  public long sentBytes() {
    return storedBytes.sum();
  }

  /** Parts that the service has acknowledged, of exchanges that have ended. */
  public long sentParts() {
    return storedParts.sum();
  }

  /** Requests that were sent again, of exchanges that have ended. */
  public long retries() {
    return retries.sum();
  }
}
