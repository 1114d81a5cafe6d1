package io.github.camelus3.component.producer;

import io.github.camelus3.client.ObjectInfo;
import io.github.camelus3.client.Us3ObjectNotFoundException;
import io.github.camelus3.component.Us3Operation;
import io.github.camelus3.component.message.ObjectHeaders;
import java.io.IOException;

/** {@link Us3Operation#headObject}: headers only, the body stays. */
final class HeadObject implements Operation {
  @Override
  public void run(OperationCall call) throws IOException {
    try {
      ObjectInfo info = call.client().headObject(call.bucket(), call.key());
      ObjectHeaders.write(call.message(), info, info.sizeBytes());
    } catch (Us3ObjectNotFoundException e) {
      if (!call.settings().requests().notFoundAsHeader()) {
        throw e;
      }
      ObjectHeaders.writeMissing(call.message());
    }
  }
}
