package io.github.camelus3.component.activity;

import io.github.camelus3.client.Us3ServiceException;
import java.time.Instant;

/**
 * An operation that failed. Immutable.
 *
 * @param key null for operations other than uploads
 * @param uploadId null unless the upload was in parts
 * @param retCode the service's code; 0 without one
 * @param httpStatus 0 without a response
 * @param sessionId the service's ID of the request, for its support; null without one
 */
public record FailedOperation(
    Instant time,
    String operation,
    String bucket,
    String key,
    String uploadId,
    String exchangeId,
    String exception,
    int retCode,
    int httpStatus,
    String sessionId) {

  static FailedOperation of(OperationActivity operation, Throwable failure, Instant time) {
    Us3ServiceException refusal = failure instanceof Us3ServiceException e ? e : null;
    return new FailedOperation(
        time,
        operation.name(),
        operation.bucket(),
        operation.key(),
        operation.uploadId(),
        operation.exchangeId(),
        failure.getClass().getSimpleName(),
        refusal == null ? 0 : refusal.getRetCode(),
        refusal == null ? 0 : refusal.getHttpStatus(),
        refusal == null ? null : refusal.getSessionId());
  }
}
