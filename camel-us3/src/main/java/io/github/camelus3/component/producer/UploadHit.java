package io.github.camelus3.component.producer;

import io.github.camelus3.client.ETagDigest;
import io.github.camelus3.client.source.ObjectSource;
import io.github.camelus3.component.Us3Constants;
import io.github.camelus3.component.Us3Operation;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.camel.StreamCache;

/**
 * {@link Us3Operation#uploadHit}: stores content that the service already has. The content is given
 * by {@code CamelUs3ETag} and {@code CamelUs3ContentLength}, else by the body, which is read but
 * not sent. If there is a body, headers that an earlier operation has set are ignored.
 */
final class UploadHit implements Operation {
  /** The key by which the service finds content. */
  private record Content(String eTag, long length) {}

  @Override
  public void run(OperationCall call) throws IOException {
    String bucket = call.bucket();
    String key = call.key();
    Content content = content(call);
    boolean hit = call.client().uploadHit(bucket, key, content.eTag(), content.length());
    call.setResultHeader(Us3Constants.UPLOAD_HIT, hit);
    if (hit) {
      call.setResultHeader(Us3Constants.KEY, key);
      call.setResultHeader(Us3Constants.BUCKET_NAME, bucket);
      call.setResultHeader(Us3Constants.ETAG, content.eTag());
      call.setResultHeader(Us3Constants.CONTENT_LENGTH, content.length());
    }
  }

  private static Content content(OperationCall call) throws IOException {
    HeaderReader headers = call.options().headers();
    String eTag = headers.text(Us3Constants.ETAG);
    Long length = headers.longNumber(Us3Constants.CONTENT_LENGTH);
    boolean hasBody = call.message().getBody() != null;
    if (eTag != null
        && length != null
        && !(hasBody && headers.isUnchangedResult(Us3Constants.ETAG))) {
      return new Content(eTag, length);
    }
    if (!hasBody) {
      throw unusable();
    }
    return ofBody(call);
  }

  private static Content ofBody(OperationCall call) throws IOException {
    boolean cached = call.message().getBody() instanceof StreamCache; // Camel rewinds it
    try (ObjectSource source = BodySource.open(call.exchange())) {
      if (!cached && !source.repeatable()) {
        throw unusable();
      }
      return of(source);
    }
  }

  private static Content of(ObjectSource source) throws IOException {
    Measure measure = new Measure();
    source.writeTo(measure);
    return new Content(measure.digest.eTag(), measure.length);
  }

  private static IllegalArgumentException unusable() {
    return new IllegalArgumentException(
        "uploadHit must have headers "
            + Us3Constants.ETAG
            + " and "
            + Us3Constants.CONTENT_LENGTH
            + ", or a body that can be read again");
  }

  /** Computes ETag and length of the written bytes, and discards them. */
  private static final class Measure extends OutputStream {
    private final ETagDigest digest = new ETagDigest();
    private long length;

    @Override
    public void write(int b) {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) {
      digest.update(bytes, offset, count);
      length += count;
    }
  }
}
