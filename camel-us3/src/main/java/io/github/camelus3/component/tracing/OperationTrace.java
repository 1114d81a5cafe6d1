package io.github.camelus3.component.tracing;

import io.github.camelus3.client.RequestAttempt;
import io.github.camelus3.client.Us3Exception;
import io.github.camelus3.component.activity.OperationActivity;
import io.github.camelus3.component.activity.OperationListener;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.telemetry.Span;
import org.apache.camel.telemetry.SpanLifecycleManager;
import org.apache.camel.telemetry.propagation.CamelHeadersSpanContextPropagationExtractor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The span of one exchange in a producer, with its events and child spans. Parts, retries and
 * requests with a policy have child spans. No span is made current on a thread of the component,
 * which has other exchanges to serve. A tracer that throws is given up for this exchange. Thread
 * safe.
 */
final class OperationTrace implements OperationListener {
  /** The most child spans of one exchange: a terabyte has 262,144 parts. */
  static final int MAX_CHILDREN = 1000;

  private static final Logger LOG = LoggerFactory.getLogger(OperationTrace.class);

  private final Span span;
  private final SpanLifecycleManager spans; // null without a tracer: no child spans
  private final boolean showsKey;
  private final Map<RequestAttempt, Span> running = new ConcurrentHashMap<>();
  private final AtomicInteger children = new AtomicInteger();
  private volatile OperationActivity operation; // null before the producer
  private volatile String key; // of all requests so far; null without one, empty if they differ
  private volatile boolean broken;
  private boolean ended; // guarded by this

  OperationTrace(Span span, SpanLifecycleManager spans, boolean showsKey) {
    this.span = span;
    this.spans = spans;
    this.showsKey = showsKey;
  }

  boolean isOf(Span other) {
    return span == other;
  }

  @Override
  public void arrived(OperationActivity arrived) {
    operation = arrived;
  }

  @Override
  public void begun(RequestAttempt attempt) {
    guarded(
        () -> {
          if (!attempt.key().isEmpty()) {
            key = key == null || key.equals(attempt.key()) ? attempt.key() : "";
          }
          if (hasSpan(attempt) && children.incrementAndGet() <= MAX_CHILDREN) {
            running.put(attempt, child(attempt));
          }
        });
  }

  private boolean hasSpan(RequestAttempt attempt) {
    return spans != null
        && (attempt.number() > 1 || attempt.partNumber() >= 0 || attempt.isWithPolicy());
  }

  private Span child(RequestAttempt attempt) {
    Span child =
        spans.create(
            "us3 " + attempt.operation(),
            span,
            new CamelHeadersSpanContextPropagationExtractor(Map.of()));
    child.setComponent("camel-us3");
    Tags.set(child, Tags.OPERATION, attempt.operation());
    Tags.set(child, Tags.BUCKET, attempt.bucket());
    Tags.set(child, Tags.KEY, showsKey ? attempt.key() : null);
    Tags.set(child, Tags.ATTEMPT, attempt.number());
    Tags.set(child, Tags.PART_NUMBER, attempt.partNumber() < 0 ? null : attempt.partNumber());
    Tags.set(child, Tags.BYTES, attempt.bodyBytes() < 0 ? null : attempt.bodyBytes());
    return child;
  }

  @Override
  public void ended(RequestAttempt attempt, IOException failure) {
    Span child = running.remove(attempt);
    if (child == null) {
      return;
    }
    guarded(
        () -> {
          if (failure != null) {
            Tags.fail(child, failure);
          }
          Tags.set(child, Tags.RESPONSE_MILLIS, attempt.responseTime().toMillis());
        });
    guarded(
        () -> {
          spans.deactivate(child); // ends it, in camel-opentelemetry2
          spans.close(child);
        });
  }

  @Override
  public void retried(RequestAttempt attempt, Us3Exception reason) {
    log("us3.retry", attempt, reason);
  }

  @Override
  public void recovered(RequestAttempt attempt) {
    log("us3.recovered", attempt, null);
  }

  private void log(String event, RequestAttempt attempt, Us3Exception reason) {
    Map<String, String> fields = Tags.event(event, reason);
    fields.put(Tags.OPERATION, attempt.operation());
    fields.put(Tags.ATTEMPT, String.valueOf(attempt.number()));
    if (attempt.partNumber() >= 0) {
      fields.put(Tags.PART_NUMBER, String.valueOf(attempt.partNumber()));
    }
    guarded(
        () -> {
          synchronized (this) {
            if (!ended) { // a request that was cancelled can outlive its exchange
              span.log(fields);
            }
          }
        });
  }

  /** Adds what is known now. Nothing is written to the span afterwards. */
  synchronized void end() {
    ended = true;
    OperationActivity known = operation;
    if (known == null) {
      return;
    }
    if (known.isUpload()) {
      Tags.set(span, Tags.MODE, known.mode());
      Tags.set(span, Tags.UPLOAD_ID, known.uploadId());
      Tags.set(span, Tags.BYTES, known.sentBytes());
      Tags.set(span, Tags.PARTS, known.uploadId() == null ? null : known.sentParts());
    }
    Tags.set(span, Tags.RETRIES, known.retries());
    if (showsKey) {
      String shown = known.isUpload() ? known.key() : key;
      Tags.set(span, Tags.KEY, "".equals(shown) ? null : shown);
    }
  }

  private void guarded(Runnable action) {
    if (broken) {
      return;
    }
    try {
      action.run();
    } catch (RuntimeException | LinkageError e) {
      broken = true;
      LOG.warn("The tracer failed; no more spans for this exchange", e);
    }
  }
}
