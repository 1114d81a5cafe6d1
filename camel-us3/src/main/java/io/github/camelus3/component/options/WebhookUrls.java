package io.github.camelus3.component.options;

/** The URLs of a component's webhooks, for {@code callbackUrl=webhook}. Thread safe. */
public interface WebhookUrls {
  /**
   * Announces a call of {@link #urlFor}.
   *
   * @throws IllegalArgumentException if the bucket has a webhook with an unknown URL
   */
  void need(String bucket);

  /**
   * The external URL of the one webhook of a bucket.
   *
   * @throws IllegalArgumentException if the bucket has no webhook, more than one, or one with an
   *     unknown URL
   */
  String urlFor(String bucket);
}
