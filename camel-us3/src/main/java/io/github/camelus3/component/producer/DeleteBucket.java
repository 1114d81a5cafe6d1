package io.github.camelus3.component.producer;

import io.github.camelus3.component.Us3Operation;
import java.io.IOException;

/** {@link Us3Operation#deleteBucket}: the message's or endpoint's bucket. */
final class DeleteBucket implements Operation {
  @Override
  public void run(OperationCall call) throws IOException {
    call.client().buckets().delete(call.bucket());
  }
}
