package io.github.camelus3.component;

import io.github.camelus3.client.ETagDigest;
import io.github.camelus3.client.ObjectSource;
import java.io.IOException;

/**
 * {@link Us3Operation#uploadHit}: of the content that {@code CamelUs3ETag} and {@code
 * CamelUs3ContentLength} name, else of the body's, which is read but not sent.
 */
final class UploadHit implements Operation {
  @Override
  public void run(OperationCall call) throws IOException {
    String eTag = call.options().headers().text(Us3Constants.ETAG);
    Long length = call.options().headers().value(Us3Constants.CONTENT_LENGTH, Long.class);
    boolean hit =
        eTag != null && length != null
            ? call.client().uploadHit(call.bucket(), call.key(), eTag, length)
            : ofBody(call);
    call.answer(Us3Constants.UPLOAD_HIT, hit);
  }

  private static boolean ofBody(OperationCall call) throws IOException {
    try (ObjectSource source = BodySource.open(call.exchange())) {
      if (!source.repeatable()) {
        throw new IllegalArgumentException(
            "uploadHit needs headers "
                + Us3Constants.ETAG
                + " and "
                + Us3Constants.CONTENT_LENGTH
                + ", or a body that can be read again");
      }
      String eTag = ETagDigest.of(source);
      return call.client()
          .uploadHit(call.bucket(), call.key(), eTag, source.length().orElseThrow());
    }
  }
}
