package io.github.camelus3.component.producer;

import io.github.camelus3.component.Us3Operation;
import java.io.IOException;

/** {@link Us3Operation#deleteObject}. */
final class DeleteObject implements Operation {
  @Override
  public void run(OperationCall call) throws IOException {
    call.client().deleteObject(call.bucket(), call.key());
  }
}
