package io.github.camelus3.client;

import io.github.camelus3.client.http.ByteObserver;
import io.github.camelus3.client.http.SourceRequestBody;
import io.github.camelus3.client.source.ObjectSource;
import io.github.camelus3.client.source.SourceChangedException;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Compares what was sent with what the service says it has stored. */
final class ETagCheck {
  private ETagCheck() {}

  /**
   * How a part of more than 4 MiB is hashed is documented as for any other, but was never seen; an
   * ETag in the object's form over several blocks is therefore not compared.
   */
  static void requirePartETag(
      ApiRequest request, int partNumber, long length, byte[] sha1, String answered)
      throws Us3IntegrityException {
    String computed = ETags.ofPart(sha1);
    boolean unknownForm = length > ETags.BLOCK_SIZE_BYTES && answered.length() != computed.length();
    if (!unknownForm && !ETags.namesPart(answered, sha1)) {
      throw mismatch(request, "part " + partNumber, computed, answered);
    }
  }

  static Us3IntegrityException mismatch(
      ApiRequest request, String what, String computed, String answered) {
    ApiCall call = request.call();
    return new Us3IntegrityException(
        call.operation(),
        call.bucket(),
        call.key(),
        "ETag of " + what + " is " + computed + ", the service says " + answered);
  }

  /**
   * Reads the whole source once and gives its MD5 in lower-case hexadecimal.
   *
   * @throws Us3IntegrityException if the source has changed, which fails the operation
   */
  static String md5(String operation, String bucket, String key, ObjectSource source)
      throws IOException {
    if (!source.repeatable()) {
      throw new IllegalArgumentException(
          "Content-MD5 needs a source that can be read twice, a stream cannot");
    }
    MessageDigest md5 = ETags.digest("MD5");
    try {
      SourceRequestBody.observe(source, ByteObserver.of(md5));
    } catch (SourceChangedException e) {
      throw Us3IntegrityException.ofSource(operation, bucket, key, e);
    }
    return HexFormat.of().formatHex(md5.digest());
  }
}
