package io.github.camelus3.client;

import io.github.camelus3.client.http.SendTracker;
import java.time.Duration;

/**
 * One attempt at a request, for a {@link RequestListener}. Not thread safe, except {@link
 * #sentBytes} and {@link #idle}.
 */
public final class RequestAttempt {
  private final ApiRequest request;
  private final int number;
  private final SendTracker tracker = new SendTracker();
  private final long begin = System.nanoTime();
  private long end;

  RequestAttempt(ApiRequest request, int number) {
    this.request = request;
    this.number = number;
  }

  void end() {
    end = System.nanoTime();
  }

  SendTracker tracker() {
    return tracker;
  }

  /** The API's name, such as {@code PutFile} or {@code UploadPart}. */
  public String operation() {
    return request.call().operation();
  }

  /** The bucket; empty for the bucket API's calls without one. */
  public String bucket() {
    return request.call().bucket();
  }

  /** The key; empty for calls that address a bucket. */
  public String key() {
    return request.call().key();
  }

  /** Counts the attempts at this request from 1. */
  public int number() {
    return number;
  }

  /** The number of the part from 0; -1 unless this sends a part. */
  public int partNumber() {
    String part = request.query().get("partNumber");
    return part == null ? -1 : Integer.parseInt(part);
  }

  /** Whether the request carries a put policy, so the service calls the callback service. */
  public boolean isWithPolicy() {
    return request.policyJson() != null;
  }

  /** The length of the request's body in bytes; 0 without a body, -1 if it is unknown. */
  public long bodyBytes() {
    return request.body() == null ? 0 : request.body().contentLength();
  }

  /**
   * The bytes of the body that the connection has taken so far, also while the attempt runs. The
   * buffers of the system can hold some of them.
   */
  public long sentBytes() {
    return hasBegunBody() ? request.body().sentBytes() : 0;
  }

  /** Whether the body is sent by this attempt already; it can be an earlier one's too. */
  private boolean hasBegunBody() {
    return request.body() != null
        && request.body().sentAtNanos() != 0
        && request.body().sentAtNanos() - begin >= 0;
  }

  /** The time since the connection took the last of these bytes, or since the attempt began. */
  public Duration idle() {
    long last = hasBegunBody() ? request.body().sentAtNanos() : begin;
    return Duration.ofNanos(System.nanoTime() - last);
  }

  /** The time from the begin to the end of the attempt, or until now while it runs. */
  public Duration duration() {
    return Duration.ofNanos((end == 0 ? System.nanoTime() : end) - begin);
  }

  /**
   * The time from the last byte sent to the first byte of the response. With a policy, the service
   * stores the object and calls the callback service in this time. Without a response the time ends
   * with the attempt.
   */
  public Duration responseTime() {
    return Duration.ofNanos(tracker.responseNanos(end == 0 ? System.nanoTime() : end));
  }
}
