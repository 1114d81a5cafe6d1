package io.github.camelus3.component.webhook;

import io.github.camelus3.component.options.WebhookUrls;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The webhook routes of a component: the URL for each bucket's callbacks and the used tokens.
 * Thread safe.
 */
public final class WebhookRegistry implements WebhookUrls {
  private final UsedTokenRepository usedTokens = new UsedTokenRepository();

  /** External URLs by bucket; the sets are immutable. */
  private final Map<String, Set<String>> urls = new ConcurrentHashMap<>();

  /** Buckets with a webhook whose URL is unknown. Guarded by this. */
  private final Set<String> withoutUrl = new TreeSet<>();

  /** Buckets whose uploads use {@code callbackUrl=webhook}. Guarded by this. */
  private final Set<String> requiredBuckets = new TreeSet<>();

  /**
   * Adds a webhook whose URL is unknown.
   *
   * @throws IllegalArgumentException if an endpoint needs the URL
   */
  synchronized void addWithoutUrl(String bucket) {
    if (requiredBuckets.contains(bucket)) {
      throw unknownUrl(bucket);
    }
    withoutUrl.add(bucket);
  }

  @Override
  public synchronized void need(String bucket) {
    if (withoutUrl.contains(bucket)) {
      throw unknownUrl(bucket);
    }
    requiredBuckets.add(bucket);
  }

  private synchronized boolean isWithoutUrl(String bucket) {
    return withoutUrl.contains(bucket);
  }

  private static IllegalArgumentException unknownUrl(String bucket) {
    return new IllegalArgumentException(
        "webhookExternalUrl must be set for callbackUrl=webhook: the port of the HTTP server of"
            + " webhook:us3:"
            + bucket
            + " is unknown");
  }

  void add(String bucket, String url) {
    urls.merge(bucket, Set.of(url), WebhookRegistry::union);
  }

  void remove(String bucket, Set<String> removedUrls) {
    synchronized (this) {
      withoutUrl.remove(bucket);
    }
    urls.computeIfPresent(
        bucket,
        (name, known) -> {
          Set<String> remaining = new TreeSet<>(known);
          remaining.removeAll(removedUrls);
          return remaining.isEmpty() ? null : remaining;
        });
  }

  @Override
  public String urlFor(String bucket) {
    Set<String> known = urls.getOrDefault(bucket, Set.of());
    if (known.size() == 1) {
      return known.iterator().next();
    }
    if (known.isEmpty() && isWithoutUrl(bucket)) {
      throw unknownUrl(bucket);
    }
    throw new IllegalArgumentException(
        known.isEmpty()
            ? "option callbackUrl=webhook: no route begins with webhook:us3:" + bucket
            : "option callbackUrl=webhook: "
                + known.size()
                + " routes begin with webhook:us3:"
                + bucket
                + "; set callbackUrl to the URL of one");
  }

  /** The used tokens of endpoints without a {@code callbackRepository}. */
  UsedTokenRepository usedTokens() {
    return usedTokens;
  }

  private static Set<String> union(Set<String> known, Set<String> more) {
    Set<String> union = new TreeSet<>(known);
    union.addAll(more);
    return union;
  }
}
