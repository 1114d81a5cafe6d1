package io.github.camelus3.component.activity;

import io.github.camelus3.client.RequestAttempt;
import io.github.camelus3.client.RequestListener;
import io.github.camelus3.client.Us3Exception;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.apache.camel.Exchange;

/**
 * An exchange in a producer, from its arrival to its end. It listens to the requests of that
 * exchange. Thread safe: the threads of the upload write, others read.
 */
public final class OperationActivity implements RequestListener {
  private static final String LISTENER = "CamelUs3RequestListener";

  private final Activity activity;
  private final OperationCounts counts;
  private final OperationListener further;
  private final String exchangeId;
  private final String routeId;
  private final long arrival = System.nanoTime();
  private final AtomicInteger retries = new AtomicInteger();
  private final Set<RequestAttempt> inFlight = ConcurrentHashMap.newKeySet();
  private volatile long lastProgress = arrival; // nanoTime
  private volatile long start; // nanoTime; 0 while waiting
  private volatile long end; // nanoTime; 0 before
  private volatile String name = "upload";
  private volatile String bucket;
  private volatile String key; // of an upload
  private volatile String requestKey; // of the last request that had one
  private volatile String mode;
  private volatile boolean withPolicy;
  private volatile String uploadId;
  private volatile long totalBytes = -1;
  private volatile int totalParts = -1;
  private volatile long sentBytes;
  private volatile int sentParts;
  private volatile BooleanSupplier withdrawal = () -> false;
  private volatile Runnable cancellation;
  private volatile Duration callbackTime = Duration.ZERO;

  OperationActivity(Activity activity, Exchange exchange, String bucket, OperationCounts counts) {
    this.activity = activity;
    this.counts = counts;
    this.bucket = bucket;
    this.exchangeId = exchange.getExchangeId();
    this.routeId = exchange.getFromRouteId();
    this.further = exchange.getProperty(LISTENER, OperationListener.NONE, OperationListener.class);
    further.arrived(this);
  }

  /** Makes a listener hear of the operation of an exchange that a producer gets next. */
  public static void listen(Exchange exchange, OperationListener listener) {
    exchange.setProperty(LISTENER, listener);
  }

  /** Ends {@link #listen}. */
  public static void ignore(Exchange exchange) {
    exchange.removeProperty(LISTENER);
  }

  /**
   * The operation can be cancelled while it waits.
   *
   * @param action returns whether it waited; its exchange then fails
   */
  public void withdrawnBy(BooleanSupplier action) {
    withdrawal = action;
  }

  /** The exchange has got its turn. */
  public void started() {
    start = System.nanoTime();
    lastProgress = start;
  }

  /** The operation can be cancelled from now on; its exchange then fails. */
  public void cancelledBy(Runnable action) {
    cancellation = action;
  }

  /** Cancels the operation if it waits or runs; returns whether it does. */
  boolean cancel() {
    if (withdrawal.getAsBoolean()) {
      return true;
    }
    Runnable action = cancellation;
    if (action == null || end != 0) {
      return false;
    }
    action.run();
    return true;
  }

  /** The operation is known, by the name of its option value, and the bucket. */
  public void named(String operation, String ofBucket) {
    name = operation;
    bucket = ofBucket;
  }

  /**
   * An upload begins.
   *
   * @param uploadMode the mode in use, never {@code auto}
   * @param bytes the object's length; -1 if it is unknown
   */
  public void uploading(
      String toBucket, String toKey, String uploadMode, long bytes, boolean hasPolicy) {
    bucket = toBucket;
    key = toKey;
    mode = uploadMode;
    totalBytes = bytes;
    withPolicy = hasPolicy;
  }

  /**
   * The upload has an ID.
   *
   * @param partBytes the length of all parts but the last; 0 if it is unknown
   */
  public void begun(String id, long partBytes) {
    uploadId = id;
    lastProgress = System.nanoTime();
    if (totalBytes >= 0 && partBytes > 0) {
      totalParts = Math.toIntExact((totalBytes + partBytes - 1) / partBytes);
    }
  }

  /** The service has acknowledged so much of the upload. */
  public void progressed(long bytes, int parts) {
    sentBytes = bytes;
    sentParts = parts;
    lastProgress = System.nanoTime();
  }

  /**
   * The operation has ended.
   *
   * @param failure null after a success
   */
  public void ended(Throwable failure) {
    end = System.nanoTime();
    counts.ended(this, failure);
    activity.ended(this, failure);
  }

  @Override
  public void begun(RequestAttempt attempt) {
    inFlight.add(attempt);
    if (!attempt.key().isEmpty()) {
      requestKey = attempt.key();
    }
    further.begun(attempt);
  }

  @Override
  public void ended(RequestAttempt attempt, IOException failure) {
    lastProgress = System.nanoTime();
    inFlight.remove(attempt);
    if (attempt.isWithPolicy()) {
      callbackTime = attempt.responseTime();
    }
    further.ended(attempt, failure);
  }

  @Override
  public void retried(RequestAttempt attempt, Us3Exception reason) {
    retries.incrementAndGet();
    further.retried(attempt, reason);
  }

  @Override
  public void recovered(RequestAttempt attempt) {
    further.recovered(attempt);
  }

  /** Whether this operation is counted there. */
  public boolean isOf(OperationCounts endpoint) {
    return counts == endpoint;
  }

  /** Whether the operation waits for its turn. */
  public boolean isWaiting() {
    return start == 0;
  }

  /** The value of option {@code operation}. */
  public String name() {
    return name;
  }

  /** Whether this is an upload of a body, so that {@link #mode} is known. */
  public boolean isUpload() {
    return mode != null;
  }

  /** The bucket: the endpoint's until the message was read. */
  public String bucket() {
    return bucket;
  }

  /** The key of an upload, or of another operation's last request; null if it is not known yet. */
  public String key() {
    return key != null ? key : requestKey;
  }

  /** The mode of an upload; null if it is not known yet, or for other operations. */
  public String mode() {
    return mode;
  }

  /** Whether the upload has a put policy. */
  public boolean isWithPolicy() {
    return withPolicy;
  }

  /** The ID of an upload in parts; null without one. */
  public String uploadId() {
    return uploadId;
  }

  /** The object's length; -1 if it is unknown. */
  public long totalBytes() {
    return totalBytes;
  }

  /** The number of parts; -1 if it is unknown. */
  public int totalParts() {
    return totalParts;
  }

  /** The bytes that the service has acknowledged. */
  public long sentBytes() {
    return sentBytes;
  }

  /** The requests that were begun and have no whole response yet. */
  public int requestsInFlight() {
    return inFlight.size();
  }

  /** The bytes of these requests that their connections have taken. */
  public long inFlightBytes() {
    return inFlight.stream().mapToLong(RequestAttempt::sentBytes).sum();
  }

  /**
   * The time since the last sign of life: bytes that a connection has taken, or a request that has
   * begun or ended.
   */
  public Duration idle() {
    Duration sinceProgress = Duration.ofNanos(endOrNow() - lastProgress);
    return inFlight.stream()
        .map(RequestAttempt::idle)
        .reduce(sinceProgress, (a, b) -> a.compareTo(b) < 0 ? a : b);
  }

  /** The parts that the service has acknowledged. */
  public int sentParts() {
    return sentParts;
  }

  /** The requests that were sent again. */
  public int retries() {
    return retries.get();
  }

  public String exchangeId() {
    return exchangeId;
  }

  /** The route where the exchange began; null outside of routes. */
  public String routeId() {
    return routeId;
  }

  /** The time since the arrival. */
  public Duration age() {
    return Duration.ofNanos(endOrNow() - arrival);
  }

  /** The time since the start without the wait before; zero while the operation waits. */
  public Duration duration() {
    return start == 0 ? Duration.ZERO : Duration.ofNanos(endOrNow() - start);
  }

  /**
   * The time of the last request with a policy from its last byte to the response: the service
   * stores the object and calls the callback service.
   */
  public Duration callbackTime() {
    return callbackTime;
  }

  /** The operation, its bucket and, once it is known, its key. */
  @Override
  public String toString() {
    String known = key();
    return name + ' ' + bucket + (known == null ? "" : '/' + known);
  }

  private long endOrNow() {
    return end == 0 ? System.nanoTime() : end;
  }
}
