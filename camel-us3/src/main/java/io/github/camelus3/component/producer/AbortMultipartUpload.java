package io.github.camelus3.component.producer;

import io.github.camelus3.component.Us3Operation;
import java.io.IOException;

/** {@link Us3Operation#abortMultipartUpload}. */
final class AbortMultipartUpload implements Operation {
  @Override
  public void run(OperationCall call) throws IOException {
    call.client().abortMultipartUpload(call.bucket(), call.key(), call.options().uploadId());
  }
}
