package io.github.camelus3.component.options;

/** Where the webhooks of a component are; {@code callbackUrl=webhook} asks for it. Thread safe. */
public interface WebhookUrls {
  /**
   * Says that {@link #urlFor} will be called.
   *
   * @throws IllegalArgumentException if there is a webhook whose URL is not known
   */
  void need(String bucket);

  /**
   * The external URL of the one webhook of a bucket.
   *
   * @throws IllegalArgumentException if there is none, more than one, or its URL is not known
   */
  String urlFor(String bucket);
}
