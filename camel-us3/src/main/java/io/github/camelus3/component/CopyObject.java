package io.github.camelus3.component;

import io.github.camelus3.client.ObjectAttributes;
import io.github.camelus3.transfer.ObjectCopier;
import java.io.IOException;
import java.util.Map;

/**
 * {@link Us3Operation#copyObject}: from {@code CamelUs3Key} to {@code CamelUs3DestinationKey}. A
 * storage class or metadata that the message or endpoint names replaces the source's.
 */
final class CopyObject implements Operation {
  @Override
  public void run(OperationCall call) throws IOException {
    MessageOptions options = call.options();
    String bucket = options.headers().text(Us3Constants.DESTINATION_BUCKET_NAME);
    String eTag =
        new ObjectCopier(call.client(), call.executor())
            .copy(
                call.bucket(),
                call.key(),
                bucket != null ? bucket : call.bucket(),
                options.headers().requiredText(Us3Constants.DESTINATION_KEY),
                attributes(options),
                options.jobs());
    call.answer(Us3Constants.ETAG, eTag);
  }

  private static ObjectAttributes attributes(MessageOptions options) {
    Map<String, String> metadata = options.metadata();
    String storageClass = options.storageClass();
    return metadata.isEmpty() && storageClass == null
        ? null
        : new ObjectAttributes(options.declaredMimeType(), storageClass, metadata);
  }
}
