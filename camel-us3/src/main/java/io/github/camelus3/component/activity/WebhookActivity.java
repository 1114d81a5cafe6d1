package io.github.camelus3.component.activity;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLongArray;

/** What the webhook routes of one endpoint do. Thread safe. */
public final class WebhookActivity {
  /** How a callback fared. */
  public enum Verdict {
    /** The route has replied with a status below 400. */
    accepted,
    /** It was no valid callback, or its token was not valid; the route did not run. */
    refused,
    /** The route has failed, or has replied with a status from 400. */
    failed
  }

  /** Why a callback was refused, and when. The reason is the text that the sender has got. */
  public record Refusal(Instant time, String reason) {}

  private final Activity activity;
  private final String bucket;
  private final Set<String> urls = ConcurrentHashMap.newKeySet();
  private volatile Refusal lastRefusal;
  private int routes; // guarded by this
  private final AtomicLongArray counts = new AtomicLongArray(Verdict.values().length);

  WebhookActivity(Activity activity, String bucket) {
    this.activity = activity;
    this.bucket = bucket;
  }

  /**
   * A route has started. Ends with {@link #ended}.
   *
   * @param url its URL; null if it is unknown
   */
  public synchronized void started(String url) {
    routes++;
    if (url != null) {
      urls.add(url);
    }
    activity.started(this);
  }

  /** A callback is being refused; {@link #replied} follows. */
  public void refusing(String reason) {
    lastRefusal = new Refusal(Instant.now(), reason);
  }

  /** Counts a reply. */
  public void replied(Verdict verdict, int httpStatus) {
    counts.incrementAndGet(verdict.ordinal());
    activity.tellMeter(to -> to.callbackReceived(bucket, verdict, httpStatus));
  }

  /** A route has stopped. */
  public synchronized void ended() {
    if (routes > 0 && --routes == 0) {
      urls.clear();
      activity.ended(this);
    }
  }

  /** How often that happened. */
  public long countOf(Verdict verdict) {
    return counts.get(verdict.ordinal());
  }

  /** The last refusal; null without one. */
  public Refusal lastRefusal() {
    return lastRefusal;
  }

  public String bucket() {
    return bucket;
  }

  /** The URLs; empty if they are unknown. */
  public Collection<String> urls() {
    return List.copyOf(urls);
  }
}
