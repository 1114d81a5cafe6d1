package io.github.camelus3.emulator;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds the object {@code X-Ufile-Copy-Source} names. SDKs encode it differently: raw,
 * percent-encoded with or without the slashes; the decoded reading comes first.
 */
final class CopySource {
  private CopySource() {}

  static StoredObject find(Buckets buckets, HeaderFields headers) {
    String header = headers.first("X-Ufile-Copy-Source");
    Optional<StoredObject> found =
        Stream.of(decoded(header), header)
            .flatMap(text -> find(buckets, text).stream())
            .findFirst();
    if (found.isEmpty()) {
      buckets.get(bucketIn(decoded(header))); // says so when that is what is missing
      throw Us3Error.fileNotExist();
    }
    if (found.get().entry().isFrozen()) {
      throw new Us3Error(403, Us3Error.BAD_REQUEST, "object is archived, restore it first");
    }
    return found.get();
  }

  private static String decoded(String header) {
    try {
      return PercentCoding.decodePath(header);
    } catch (Us3Error e) {
      return header; // no UTF-8 behind the percent signs: they are meant as they stand
    }
  }

  private static Optional<StoredObject> find(Buckets buckets, String source) {
    String bucket = bucketIn(source);
    int keyStart = start(source) + bucket.length() + 1;
    return keyStart > source.length()
        ? Optional.empty()
        : buckets.find(bucket).flatMap(store -> store.find(source.substring(keyStart)));
  }

  private static String bucketIn(String source) {
    int end = source.indexOf('/', start(source));
    return source.substring(start(source), end < 0 ? source.length() : end);
  }

  private static int start(String source) {
    return source.startsWith("/") ? 1 : 0;
  }
}
