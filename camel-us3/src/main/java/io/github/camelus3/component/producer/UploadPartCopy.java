package io.github.camelus3.component.producer;

import io.github.camelus3.client.ByteRange;
import io.github.camelus3.client.MultipartUpload;
import io.github.camelus3.client.UploadedPart;
import io.github.camelus3.component.Us3Constants;
import io.github.camelus3.component.Us3Operation;
import java.io.IOException;

/**
 * {@link Us3Operation#uploadPartCopy}: {@code CamelUs3Key} is the key of the upload, {@code
 * CamelUs3SourceKey} the key of the source.
 */
final class UploadPartCopy implements Operation {
  @Override
  public void run(OperationCall call) throws IOException {
    MessageOptions options = call.options();
    MultipartUpload upload = call.upload();
    String sourceBucket = options.headers().bucket(Us3Constants.SOURCE_BUCKET_NAME);
    UploadedPart part =
        call.client()
            .uploadPartCopy(
                upload,
                options.partNumber(),
                sourceBucket != null ? sourceBucket : upload.bucket(),
                options.headers().requiredKey(Us3Constants.SOURCE_KEY),
                range(options));
    call.setResultHeader(Us3Constants.ETAG, part.eTag());
    call.setResultHeader(Us3Constants.CONTENT_LENGTH, part.sizeBytes());
  }

  private static ByteRange range(MessageOptions options) {
    ByteRange range = options.range();
    if (range == null || range.last() == Long.MAX_VALUE) {
      throw new IllegalArgumentException(
          "headers "
              + Us3Constants.RANGE_START
              + " and "
              + Us3Constants.RANGE_END
              + " must be set");
    }
    return range;
  }
}
