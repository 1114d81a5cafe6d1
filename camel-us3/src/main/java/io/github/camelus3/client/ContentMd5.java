package io.github.camelus3.client;

import io.github.camelus3.client.http.ByteObserver;
import io.github.camelus3.client.http.SourceRequestBody;
import io.github.camelus3.client.source.ObjectSource;
import io.github.camelus3.client.source.SourceChangedException;
import io.github.camelus3.sign.Algorithms;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.HexFormat;

/** The {@code Content-MD5} of an upload. */
final class ContentMd5 {
  private ContentMd5() {}

  /**
   * Reads the whole source once and returns its MD5 in lower-case hexadecimal.
   *
   * @throws Us3IntegrityException if the source has changed, which fails the operation
   */
  static String of(String operation, String bucket, String key, ObjectSource source)
      throws IOException {
    if (!source.repeatable()) {
      throw new IllegalArgumentException(
          "source must be readable twice for Content-MD5, which a stream is not");
    }
    MessageDigest md5 = Algorithms.digest("MD5");
    try {
      SourceRequestBody.observe(source, ByteObserver.of(md5));
    } catch (SourceChangedException e) {
      throw Us3IntegrityException.ofSource(operation, bucket, key, e);
    }
    return HexFormat.of().formatHex(md5.digest());
  }
}
