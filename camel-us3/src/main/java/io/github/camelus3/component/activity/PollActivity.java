package io.github.camelus3.component.activity;

import java.time.Instant;
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
  private volatile String position = "";
  private volatile Instant lastPoll;

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

  /** The time of the last poll; null before the first. */
  public Instant lastPoll() {
    return lastPoll;
  }
}
