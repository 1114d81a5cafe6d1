package io.github.camelus3.component.producer;

import io.github.camelus3.client.MultipartUpload;
import io.github.camelus3.client.UploadedPart;
import io.github.camelus3.client.source.ObjectSource;
import io.github.camelus3.component.Us3Constants;
import io.github.camelus3.component.Us3Operation;
import java.io.IOException;

/** {@link Us3Operation#uploadPart}. The body is the part and stays. */
final class UploadPart implements Operation {
  @Override
  public void run(OperationCall call) throws IOException {
    int number = call.options().partNumber();
    MultipartUpload upload = call.upload(); // before the body, which may be read only once
    try (ObjectSource source = BodySource.open(call.exchange())) {
      UploadedPart part =
          call.uploader().uploadPart(upload, number, source, call.settings().upload().checks());
      call.response(Us3Constants.ETAG, part.eTag());
      call.response(Us3Constants.CONTENT_LENGTH, part.sizeBytes());
    }
  }
}
