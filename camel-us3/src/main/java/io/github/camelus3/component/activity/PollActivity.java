package io.github.camelus3.component.activity;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/** What one consumer does. Thread safe. */
public final class PollActivity {
  /** What can happen to a listed object. */
  public enum Event {
    /** It became the message of an exchange. */
    delivered,
    /** It was not selected, or was delivered before. Counted in each round through the listing. */
    skipped,
    /** It was moved after its exchange. */
    moved,
    /** It was deleted after its exchange. */
    deleted,
    /** It could not be opened, or its exchange failed. */
    failed
  }

  private final Activity activity;
  private final String bucket;
  private final String prefix;
  private final String routeId;
  private final AtomicLongArray counts = new AtomicLongArray(Event.values().length);
  private final AtomicLong succeededPolls = new AtomicLong();
  private final AtomicLong failedPolls = new AtomicLong();
  private final AtomicInteger failuresInARow = new AtomicInteger();
  private volatile Failure lastFailure;
  private volatile String position = "";
  private volatile Instant lastPoll;

  /** A poll that failed, and when. */
  public record Failure(Instant time, FailureSummary summary) {}

  PollActivity(Activity activity, String bucket, String prefix, String routeId) {
    this.activity = activity;
    this.bucket = bucket;
    this.prefix = prefix;
    this.routeId = routeId;
  }

  /** The consumer has started. Ends with {@link #ended}. */
  public void started() {
    activity.started(this);
  }

  /** Counts an event. */
  public void count(Event event) {
    counts.incrementAndGet(event.ordinal());
    activity.tellMeter(to -> to.polled(bucket, event));
  }

  /** A poll begins. */
  public void polling() {
    lastPoll = Instant.now();
  }

  /**
   * The poll has ended: its listing succeeded, and any object could be opened or none was found.
   */
  public void succeeded() {
    succeededPolls.incrementAndGet();
    failuresInARow.set(0);
    activity.tellMeter(to -> to.pollEnded(bucket, null));
  }

  /** The poll has failed: its listing failed, or none of its objects could be opened. */
  public void failed(Throwable failure) {
    failedPolls.incrementAndGet();
    failuresInARow.incrementAndGet();
    lastFailure = new Failure(Instant.now(), FailureSummary.of(failure));
    activity.tellMeter(to -> to.pollEnded(bucket, failure));
  }

  /** The listing has come to this key. */
  public void at(String key) {
    position = key;
  }

  /** The consumer has stopped. */
  public void ended() {
    activity.ended(this);
  }

  /** How often that happened. */
  public long countOf(Event event) {
    return counts.get(event.ordinal());
  }

  public String bucket() {
    return bucket;
  }

  public String prefix() {
    return prefix;
  }

  /** The consumer's route; null outside of routes. */
  public String routeId() {
    return routeId;
  }

  /** The last key of the listing that was looked at; empty before the first. */
  public String position() {
    return position;
  }

  /** The polls that succeeded. */
  public long succeededPolls() {
    return succeededPolls.get();
  }

  /** The polls that failed. */
  public long failedPolls() {
    return failedPolls.get();
  }

  /** The polls that failed since the last success. */
  public int failuresInARow() {
    return failuresInARow.get();
  }

  /** The last poll that failed; null without one. It stays after a success. */
  public Failure lastFailure() {
    return lastFailure;
  }

  /** The begin of the last poll; null before the first. */
  public Instant lastPoll() {
    return lastPoll;
  }
}
