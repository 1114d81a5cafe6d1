package io.github.camelus3.component.producer;

import io.github.camelus3.client.BucketInfo;
import io.github.camelus3.client.Us3BucketNotFoundException;
import io.github.camelus3.component.Us3Constants;
import io.github.camelus3.component.Us3Operation;
import java.io.IOException;

/** {@link Us3Operation#describeBucket}: the body becomes a {@link BucketInfo}. */
final class DescribeBucket implements Operation {
  @Override
  public void run(OperationCall call) throws IOException {
    try {
      BucketInfo info = call.client().buckets().describe(call.bucket());
      call.response(Us3Constants.BUCKET_EXISTS, true);
      call.response(Us3Constants.BUCKET_NAME, info.name());
      call.response(Us3Constants.BUCKET_ID, info.id());
      call.message().setBody(info);
    } catch (Us3BucketNotFoundException e) {
      if (!call.settings().requests().notFoundAsHeader()) {
        throw e;
      }
      call.response(Us3Constants.BUCKET_EXISTS, false);
      call.response(Us3Constants.BUCKET_NAME, call.bucket());
      call.response(Us3Constants.BUCKET_ID, null);
      call.message().setBody(null);
    }
  }
}
