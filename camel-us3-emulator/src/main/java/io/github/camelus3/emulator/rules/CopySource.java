package io.github.camelus3.emulator.rules;

import io.github.camelus3.emulator.protocol.HeaderFields;
import io.github.camelus3.emulator.protocol.PercentCoding;
import io.github.camelus3.emulator.protocol.Us3Error;
import io.github.camelus3.emulator.store.Buckets;
import io.github.camelus3.emulator.store.ObjectVersion;
import io.github.camelus3.emulator.store.OpenObject;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/**
 * Finds the object that {@code X-Ufile-Copy-Source} names. SDKs send it raw or percent-encoded,
 * with or without the slashes. The decoded form is tried first.
 */
final class CopySource {
  private CopySource() {}

  static OpenObject open(Buckets buckets, HeaderFields headers, Instant now) throws IOException {
    String header = headers.first("X-Ufile-Copy-Source");
    String decoded = decoded(header);
    String source = find(buckets, decoded).isEmpty() ? header : decoded;
    if (find(buckets, source).isEmpty()) {
      buckets.get(bucketIn(decoded)); // reports a missing bucket
      throw Us3Error.fileNotExist();
    }
    OpenObject found = buckets.get(bucketIn(source)).open(keyIn(source));
    if (found.object().entry().isFrozenAt(now)) {
      found.close();
      throw new Us3Error(403, Us3Error.BAD_REQUEST, "object is archived, restore it first");
    }
    return found;
  }

  private static String decoded(String header) {
    try {
      return PercentCoding.decodePath(header);
    } catch (Us3Error e) {
      return header; // not valid UTF-8: the percent signs are literal
    }
  }

  private static Optional<ObjectVersion> find(Buckets buckets, String source) {
    return buckets.find(bucketIn(source)).flatMap(store -> store.find(keyIn(source)));
  }

  /** Returns "" when there is no key; no object has that key. */
  private static String keyIn(String source) {
    int end = source.indexOf('/', start(source));
    return end < 0 ? "" : source.substring(end + 1);
  }

  private static String bucketIn(String source) {
    int end = source.indexOf('/', start(source));
    return source.substring(start(source), end < 0 ? source.length() : end);
  }

  private static int start(String source) {
    return source.startsWith("/") ? 1 : 0;
  }
}
