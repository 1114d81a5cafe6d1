package io.github.camelus3.component.producer;

import io.github.camelus3.client.ObjectInfo;
import io.github.camelus3.client.Us3ObjectNotFoundException;
import io.github.camelus3.component.Us3Constants;
import io.github.camelus3.component.Us3Operation;
import io.github.camelus3.component.message.ObjectHeaders;
import java.io.IOException;

/** The {@link Operation}s on one whole object that take one call of the client. */
final class ObjectOperations {
  private ObjectOperations() {}

  /** {@link Us3Operation#headObject}: sets headers, the body stays. */
  static void headObject(OperationCall call) throws IOException {
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

  /** {@link Us3Operation#deleteObject}. */
  static void deleteObject(OperationCall call) throws IOException {
    call.client().deleteObject(call.bucket(), call.key());
  }

  /**
   * {@link Us3Operation#renameObject}: from {@code CamelUs3Key} to {@code CamelUs3DestinationKey}.
   */
  static void renameObject(OperationCall call) throws IOException {
    HeaderReader headers = call.options().headers();
    call.client()
        .renameObject(
            call.bucket(),
            call.key(),
            headers.requiredKey(Us3Constants.DESTINATION_KEY),
            headers.flag(Us3Constants.FORCE));
  }

  /** {@link Us3Operation#createDownloadLink}: the body becomes the URL's text. */
  static void createDownloadLink(OperationCall call) {
    call.message()
        .setBody(
            call.client()
                .links()
                .download(
                    call.bucket(),
                    call.key(),
                    call.options().urlExpiry(),
                    call.options().headers().text(Us3Constants.ATTACHMENT_NAME))
                .toString());
  }
}
