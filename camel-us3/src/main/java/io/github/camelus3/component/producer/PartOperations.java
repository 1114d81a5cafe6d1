package io.github.camelus3.component.producer;

import io.github.camelus3.client.MultipartUpload;
import io.github.camelus3.client.UploadPage;
import io.github.camelus3.client.UploadedPart;
import io.github.camelus3.client.source.ObjectSource;
import io.github.camelus3.component.Us3Constants;
import io.github.camelus3.component.Us3Operation;
import java.io.IOException;

/** The {@link Operation}s on multipart uploads that take one call of the client. */
final class PartOperations {
  private PartOperations() {}

  /** {@link Us3Operation#initiateMultipartUpload}. The body stays, for the parts that follow. */
  static void initiateMultipartUpload(OperationCall call) throws IOException {
    MultipartUpload upload =
        call.client().initiateMultipartUpload(call.bucket(), call.key(), call.attributes());
    call.setResultHeader(Us3Constants.KEY, upload.key());
    call.setResultHeader(Us3Constants.BUCKET_NAME, upload.bucket());
    call.setResultHeader(Us3Constants.UPLOAD_ID, upload.uploadId());
    call.setResultHeader(Us3Constants.BLOCK_SIZE, upload.partSizeBytes());
  }

  /** {@link Us3Operation#uploadPart}. The body, or a range of its file, is the part and stays. */
  static void uploadPart(OperationCall call) throws IOException {
    int number = call.options().partNumber();
    MultipartUpload upload = call.upload(); // before the body, which may be read only once
    try (ObjectSource source = PartSource.open(call.exchange(), call.options().range())) {
      UploadedPart part =
          call.uploader().uploadPart(upload, number, source, call.settings().upload().checks());
      call.setResultHeader(Us3Constants.ETAG, part.eTag());
      call.setResultHeader(Us3Constants.CONTENT_LENGTH, part.sizeBytes());
    }
  }

  /** {@link Us3Operation#abortMultipartUpload}. */
  static void abortMultipartUpload(OperationCall call) throws IOException {
    call.client().abortMultipartUpload(call.bucket(), call.key(), call.options().uploadId());
  }

  /**
   * {@link Us3Operation#listMultipartUploads}: the body becomes one page, a list of {@link
   * io.github.camelus3.client.UnfinishedUpload}s.
   */
  static void listMultipartUploads(OperationCall call) throws IOException {
    MessageOptions options = call.options();
    UploadPage page =
        call.client()
            .listMultipartUploads(
                call.bucket(), options.prefix(), options.marker(), options.maxResults());
    boolean isTruncated = !page.nextMarker().isEmpty();
    call.setResultHeader(Us3Constants.TRUNCATED, isTruncated);
    call.setResultHeader(Us3Constants.NEXT_MARKER, isTruncated ? page.nextMarker() : null);
    call.message().setBody(page.uploads());
  }
}
