package io.github.camelus3.component.producer;

import io.github.camelus3.component.Us3Constants;
import io.github.camelus3.component.Us3Operation;
import java.io.IOException;

/** {@link Us3Operation#updateBucket}: to {@code CamelUs3BucketType} or the option. */
final class UpdateBucket implements Operation {
  @Override
  public void run(OperationCall call) throws IOException {
    String type = call.options().bucketType();
    if (type == null) {
      throw new IllegalArgumentException(
          "neither header " + Us3Constants.BUCKET_TYPE + " nor option bucketType is set");
    }
    call.client().buckets().update(call.bucket(), type);
  }
}
