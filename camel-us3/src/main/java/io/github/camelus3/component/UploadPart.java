package io.github.camelus3.component;

import io.github.camelus3.client.ObjectSource;
import io.github.camelus3.client.UploadedPart;
import java.io.IOException;

/** {@link Us3Operation#uploadPart}. The body is the part and stays. */
final class UploadPart implements Operation {
  @Override
  public void run(OperationCall call) throws IOException {
    int number = call.options().headers().requiredNumber(Us3Constants.PART_NUMBER);
    try (ObjectSource source = BodySource.open(call.exchange())) {
      UploadedPart part =
          call.uploader()
              .uploadPart(call.upload(), number, source, call.options().settings().checks());
      call.answer(Us3Constants.ETAG, part.eTag());
      call.answer(Us3Constants.CONTENT_LENGTH, part.sizeBytes());
    }
  }
}
