package io.github.camelus3.component.producer;

import io.github.camelus3.client.ObjectAttributes;
import io.github.camelus3.client.ObjectInfo;
import io.github.camelus3.component.Us3Constants;
import io.github.camelus3.component.Us3Operation;
import io.github.camelus3.transfer.ObjectCopier;
import java.io.IOException;
import java.util.Map;

/**
 * {@link Us3Operation#copyObject}: from {@code CamelUs3Key} to {@code CamelUs3DestinationKey}. A
 * MIME type, storage class or metadata of the message or endpoint replaces the source's.
 */
final class CopyObject implements Operation {
  @Override
  public void run(OperationCall call) throws IOException {
    MessageOptions options = call.options();
    String bucket = options.headers().bucket(Us3Constants.DESTINATION_BUCKET_NAME);
    String eTag =
        new ObjectCopier(call.client(), call.executor())
            .copy(
                call.bucket(),
                call.key(),
                bucket != null ? bucket : call.bucket(),
                options.headers().requiredKey(Us3Constants.DESTINATION_KEY),
                attributes(call),
                options.jobs());
    call.setResultHeader(Us3Constants.ETAG, eTag);
  }

  /** Null to copy the source's attributes: the service replaces all attributes or none. */
  private static ObjectAttributes attributes(OperationCall call) throws IOException {
    String mimeType = call.options().newMimeType();
    String storageClass = call.options().newStorageClass();
    Map<String, String> metadata = call.options().newMetadata();
    if (mimeType == null && storageClass == null && metadata == null) {
      return null;
    }
    ObjectInfo source = call.client().headObject(call.bucket(), call.key());
    return new ObjectAttributes(
        mimeType != null ? mimeType : source.mimeType(),
        storageClass != null ? storageClass : source.storageClass(),
        metadata != null ? metadata : source.metadata());
  }
}
