package io.github.camelus3.client;

import okhttp3.HttpUrl;

/**
 * The parsed URLs of buckets. Parsing a host takes as long as signing a request, and it is the same
 * one nearly always. Thread safe.
 */
final class BucketUrls {
  private final ServiceHost host;
  private volatile Parsed last; // whichever thread has parsed one last

  private record Parsed(String text, HttpUrl url) {}

  BucketUrls(ServiceHost host) {
    this.host = host;
  }

  /**
   * Where the objects of a bucket are.
   *
   * @throws IllegalArgumentException if the bucket's name cannot be part of a host
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
