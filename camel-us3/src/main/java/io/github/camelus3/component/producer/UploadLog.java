package io.github.camelus3.component.producer;

import io.github.camelus3.client.Us3CallbackException;
import io.github.camelus3.component.Us3UploadMode;
import io.github.camelus3.transfer.UploadResult;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lines of one upload at DEBUG: its begin, its end, and the outcome of its callback if it has a
 * policy. Policies and replies are not logged. Immutable.
 */
final class UploadLog {
  private static final Logger LOG = LoggerFactory.getLogger(Us3Producer.class);
  private static final UploadLog OFF = new UploadLog(null, false);

  private final String object; // null when DEBUG is off
  private final boolean withPolicy;
  private final long startNanos = System.nanoTime();

  private UploadLog(String object, boolean withPolicy) {
    this.object = object;
    this.withPolicy = withPolicy;
  }

  /** Logs the begin of an upload. */
  static UploadLog begun(
      String bucket, String key, Us3UploadMode mode, OptionalLong length, boolean withPolicy) {
    if (!LOG.isDebugEnabled()) {
      return OFF;
    }
    UploadLog log = new UploadLog(bucket + '/' + key, withPolicy);
    LOG.debug(
        "Upload of {} begun: mode {}, {}",
        log.object,
        mode,
        length.isPresent() ? length.getAsLong() + " bytes" : "length unknown");
    return log;
  }

  /**
   * Logs the end of the upload.
   *
   * @param result null after a failure
   * @param failure null after a success; the exchange has it, so no trace is logged
   */
  void ended(UploadResult result, Throwable failure) {
    if (object == null) {
      return;
    }
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
    if (failure instanceof Us3CallbackException e) { // whose message may have the reply
      LOG.debug("Upload of {} finished: stored, {} ms", object, millis);
      LOG.debug(
          "Callback of {} failed: {}, HTTP {}, RetCode {}, session {}",
          object,
          e.getClass().getSimpleName(),
          e.getHttpStatus(),
          e.getRetCode(),
          e.getSessionId());
    } else if (failure != null) {
      LOG.debug("Upload of {} failed after {} ms: {}", object, millis, failure.toString());
    } else {
      finished(result, millis);
    }
  }

  private void finished(UploadResult result, long millis) {
    LOG.debug(
        "Upload of {} finished: {}{} parts, {} ms, session {}",
        object,
        result.object().sizeBytes() < 0 ? "" : result.object().sizeBytes() + " bytes, ",
        result.partCount(),
        millis,
        result.object().sessionId());
    if (withPolicy) {
      LOG.debug("Callback of {} accepted: HTTP {}", object, result.object().httpStatus());
    }
  }
}
