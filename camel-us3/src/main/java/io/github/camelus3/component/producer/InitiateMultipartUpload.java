package io.github.camelus3.component.producer;

import io.github.camelus3.client.MultipartUpload;
import io.github.camelus3.component.Us3Constants;
import io.github.camelus3.component.Us3Operation;
import java.io.IOException;

/** {@link Us3Operation#initiateMultipartUpload}. The body stays, for the parts that follow. */
final class InitiateMultipartUpload implements Operation {
  @Override
  public void run(OperationCall call) throws IOException {
    MultipartUpload upload =
        call.client().initiateMultipartUpload(call.bucket(), call.key(), call.attributes());
    call.response(Us3Constants.KEY, upload.key());
    call.response(Us3Constants.BUCKET_NAME, upload.bucket());
    call.response(Us3Constants.UPLOAD_ID, upload.uploadId());
    call.response(Us3Constants.BLOCK_SIZE, upload.partSizeBytes());
  }
}
