package io.github.camelus3.component.producer;

import io.github.camelus3.client.BucketInfo;
import io.github.camelus3.client.Us3BucketNotFoundException;
import io.github.camelus3.component.Us3Constants;
import io.github.camelus3.component.Us3Operation;
import java.io.IOException;

/** The {@link Operation}s on buckets: the message's bucket, else the endpoint's. */
final class BucketOperations {
  private BucketOperations() {}

  /** {@link Us3Operation#createBucket}. */
  static void createBucket(OperationCall call) throws IOException {
    String region = call.options().headers().text(Us3Constants.REGION);
    String id =
        call.client()
            .buckets()
            .create(
                call.bucket(),
                region != null ? region : call.settings().requests().region(),
                call.options().bucketType());
    call.setResultHeader(Us3Constants.BUCKET_NAME, call.bucket());
    call.setResultHeader(Us3Constants.BUCKET_ID, id);
  }

  /** {@link Us3Operation#describeBucket}: the body becomes a {@link BucketInfo}. */
  static void describeBucket(OperationCall call) throws IOException {
    try {
      BucketInfo info = call.client().buckets().describe(call.bucket());
      call.setResultHeader(Us3Constants.BUCKET_EXISTS, true);
      call.setResultHeader(Us3Constants.BUCKET_NAME, info.name());
      call.setResultHeader(Us3Constants.BUCKET_ID, info.id());
      call.message().setBody(info);
    } catch (Us3BucketNotFoundException e) {
      if (!call.settings().requests().notFoundAsHeader()) {
        throw e;
      }
      call.setResultHeader(Us3Constants.BUCKET_EXISTS, false);
      call.setResultHeader(Us3Constants.BUCKET_NAME, call.bucket());
      call.setResultHeader(Us3Constants.BUCKET_ID, null);
      call.message().setBody(null);
    }
  }

  /** {@link Us3Operation#listBuckets}: the body becomes a list of {@link BucketInfo}s. */
  static void listBuckets(OperationCall call) throws IOException {
    call.message().setBody(call.client().buckets().list());
  }

  /** {@link Us3Operation#updateBucket}: to {@code CamelUs3BucketType} or the option. */
  static void updateBucket(OperationCall call) throws IOException {
    String type = call.options().bucketType();
    if (type == null) {
      throw new IllegalArgumentException(
          "header " + Us3Constants.BUCKET_TYPE + " or option bucketType must be set");
    }
    call.client().buckets().update(call.bucket(), type);
  }

  /** {@link Us3Operation#deleteBucket}. */
  static void deleteBucket(OperationCall call) throws IOException {
    call.client().buckets().delete(call.bucket());
  }
}
