package io.github.camelus3.component.activity;

import io.github.camelus3.client.Us3Exception;
import java.time.Instant;

/**
 * An operation that failed. Immutable.
 *
 * @param key null if it is unknown, or the operation has none
 * @param uploadId null unless the upload was in parts
 * @param routeId the route where the exchange began; null outside of routes
 */
public record FailedOperation(
    Instant time,
    String operation,
    String bucket,
    String key,
    String uploadId,
    String exchangeId,
    String routeId,
    FailureSummary summary) {

  static FailedOperation of(OperationActivity operation, Throwable failure, Instant time) {
    return new FailedOperation(
        time,
        operation.name(),
        operation.bucket(),
        operation.isUpload() ? operation.key() : key(operation, failure),
        operation.uploadId(),
        operation.exchangeId(),
        operation.routeId(),
        FailureSummary.of(failure));
  }

  /** An operation can have requests for several keys, so the failure's own is the right one. */
  private static String key(OperationActivity operation, Throwable failure) {
    boolean hasKey =
        failure instanceof Us3Exception e && e.getKey() != null && !e.getKey().isEmpty();
    return hasKey ? ((Us3Exception) failure).getKey() : operation.key();
  }
}
