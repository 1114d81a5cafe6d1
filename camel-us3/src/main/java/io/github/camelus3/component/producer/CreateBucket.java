package io.github.camelus3.component.producer;

import io.github.camelus3.component.Us3Constants;
import io.github.camelus3.component.Us3Operation;
import java.io.IOException;

/** {@link Us3Operation#createBucket}: the message's or endpoint's bucket. */
final class CreateBucket implements Operation {
  @Override
  public void run(OperationCall call) throws IOException {
    String region = call.options().headers().text(Us3Constants.REGION);
    String id =
        call.client()
            .buckets()
            .create(
                call.bucket(),
                region != null ? region : call.settings().requests().region(),
                call.options().bucketType());
    call.response(Us3Constants.BUCKET_NAME, call.bucket());
    call.response(Us3Constants.BUCKET_ID, id);
  }
}
