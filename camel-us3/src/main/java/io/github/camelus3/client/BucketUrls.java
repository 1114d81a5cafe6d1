package io.github.camelus3.client;

import okhttp3.HttpUrl;

/**
 * The parsed URLs of buckets. Keeps the last one, because parsing a host takes as long as signing a
 * request. Thread safe.
 */
final class BucketUrls {
  private final ServiceHost host;
  private volatile Parsed last; // written and read by any thread

  private record Parsed(String text, HttpUrl url) {}

  BucketUrls(ServiceHost host) {
    this.host = host;
  }

  /**
   * The URL of a bucket, to which keys are added.
   *
   * @throws IllegalArgumentException if the bucket's name is invalid in a host
   */
  HttpUrl of(String bucket) {
    String text = host.baseUrl(bucket);
    Parsed parsed = last;
    if (parsed == null || !parsed.text().equals(text)) {
      parsed = new Parsed(text, HttpUrl.get(text));
      last = parsed;
    }
    return parsed.url();
  }
}
