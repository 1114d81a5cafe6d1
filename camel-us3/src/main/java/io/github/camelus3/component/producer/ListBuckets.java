package io.github.camelus3.component.producer;

import io.github.camelus3.component.Us3Operation;
import java.io.IOException;

/**
 * {@link Us3Operation#listBuckets}: the body becomes a list of {@link
 * io.github.camelus3.client.BucketInfo}s.
 */
final class ListBuckets implements Operation {
  @Override
  public void run(OperationCall call) throws IOException {
    call.message().setBody(call.client().buckets().list());
  }
}
