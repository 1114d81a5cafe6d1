package io.github.camelus3.component.consumer;

import io.github.camelus3.client.Us3Exception;
import io.github.camelus3.client.Us3ServiceException;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.LoggingLevel;
import org.apache.camel.spi.CamelLogger;
import org.apache.camel.support.LoggingExceptionHandler;
import org.slf4j.Logger;

/**
 * The default exception handler of consumers. Logs the first failure of a kind with its trace, and
 * the same failure again in one line. The kind is the step that failed, the exception's type, and
 * its status and RetCode or its message. Failures of the route are logged as Camel does. Thread
 * safe.
 */
final class FailureLog extends LoggingExceptionHandler {
  /** More kinds at once are logged with a trace again. */
  private static final int MAX_KINDS = 100;

  private static final int MAX_OBJECTS = 1_000;
  private static final String OBJECT = " the object ";

  private final Logger log;
  private final String bucket;
  private final Map<String, Failures> kinds = new LinkedHashMap<>(); // guarded by this

  /** The failures of one kind. */
  private static final class Failures {
    private final boolean isPoll;
    private final Set<String> failing = new HashSet<>(); // messages about objects
    private int count;
    private int unlogged; // repeats in the running batch
    private String latest; // of the repeats

    Failures(boolean isPoll) {
      this.isPoll = isPoll;
    }
  }

  FailureLog(CamelContext context, Logger log, String bucket) {
    super(context, new CamelLogger(log, LoggingLevel.WARN));
    this.log = log;
    this.bucket = bucket;
  }

  /** The message for an object that cannot be opened. */
  static String cannotDeliver(String bucket, String key) {
    return "Cannot deliver" + OBJECT + bucket + '/' + key;
  }

  @Override
  public void handleException(String message, Exchange exchange, Throwable failure) {
    String what = message == null ? "" : message;
    boolean isOfRoute = exchange != null && !what.contains(OBJECT);
    if (!isOfRoute && isRepeated(what, failure)) {
      if (!what.contains(OBJECT)) {
        batchEnded();
      }
    } else {
      super.handleException(message, exchange, failure);
    }
  }

  private synchronized boolean isRepeated(String message, Throwable failure) {
    int object = message.indexOf(OBJECT);
    String step = object < 0 ? "" : message.substring(0, object);
    String kind = step + ' ' + failure.getClass().getName() + ' ' + reason(failure);
    Failures same = kinds.computeIfAbsent(kind, key -> new Failures(object < 0));
    same.count++;
    if (object >= 0 && same.failing.size() < MAX_OBJECTS) {
      same.failing.add(message);
    }
    if (same.count == 1) {
      if (kinds.size() > MAX_KINDS) {
        kinds.remove(kinds.keySet().iterator().next());
      }
      return false;
    }
    same.unlogged++;
    same.latest = message + ": " + failure;
    return true;
  }

  /** The same for equal failures: a message has the key and the session ID. */
  private static String reason(Throwable failure) {
    if (failure instanceof Us3ServiceException refusal) {
      return refusal.getHttpStatus() + " " + refusal.getRetCode() + ' ' + refusal.getErrMsg();
    }
    String message = String.valueOf(failure.getMessage());
    return failure instanceof Us3Exception e && e.getKey() != null && !e.getKey().isEmpty()
        ? message.replace(e.getKey(), "")
        : message;
  }

  /** Logs the repeated failures of a batch, one line for each kind. */
  synchronized void batchEnded() {
    for (Failures same : kinds.values()) {
      if (same.unlogged > 0) {
        int others = same.unlogged - 1;
        log.warn(
            "{}{} (failure {} of this kind)",
            same.latest,
            others == 0 ? "" : ", and " + others + " more",
            same.count);
        same.unlogged = 0;
      }
    }
  }

  /** Logs the recovery if earlier polls have failed. */
  synchronized void pollSucceeded() {
    int failed = 0;
    for (Iterator<Failures> each = kinds.values().iterator(); each.hasNext(); ) {
      Failures same = each.next();
      if (same.isPoll) {
        failed += same.count;
        each.remove();
      }
    }
    if (failed > 0) {
      log.info("Polls of bucket {} succeed again after {} failures", bucket, failed);
    }
  }

  /**
   * Logs the recovery if this was the last object of a kind of failure.
   *
   * @param message of the failure
   */
  synchronized void objectSucceeded(String message) {
    for (Iterator<Failures> each = kinds.values().iterator(); each.hasNext(); ) {
      Failures same = each.next();
      if (same.failing.remove(message) && same.failing.isEmpty()) {
        each.remove();
        log.info("Objects of bucket {} open again after {} failures", bucket, same.count);
      }
    }
  }
}
