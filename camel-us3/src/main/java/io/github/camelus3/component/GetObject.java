package io.github.camelus3.component;

import io.github.camelus3.client.ByteRange;
import io.github.camelus3.client.ObjectContent;
import io.github.camelus3.client.Us3Client;
import io.github.camelus3.client.Us3ObjectNotFoundException;
import java.io.IOException;
import java.time.Instant;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;

/**
 * {@link Us3Operation#getObject}: the body becomes the object's stream, which is closed when the
 * exchange is done, whatever becomes of it.
 */
final class GetObject implements Operation {
  @Override
  public void run(OperationCall call) throws IOException {
    try {
      ObjectContent content = open(call);
      if (content == null) {
        call.message().setBody(null);
        call.answer(Us3Constants.HTTP_STATUS, 304);
        return;
      }
      closeWhenDone(call.exchange(), content);
      ObjectHeaders.write(call, content.info(), content.contentLength());
      call.message().setBody(content.body());
    } catch (Us3ObjectNotFoundException e) {
      if (!call.configuration().isNotFoundAsHeader()) {
        throw e;
      }
      ObjectHeaders.writeMissing(call);
      call.message().setBody(null);
    }
  }

  /** Null when the object was not changed since the time that the message names. */
  private static ObjectContent open(OperationCall call) throws IOException {
    Us3Client client = call.client();
    ByteRange range = call.options().range();
    Instant since = call.options().headers().instant(Us3Constants.IF_MODIFIED_SINCE);
    if (range != null) {
      return client.getObject(call.bucket(), call.key(), range);
    }
    return since == null
        ? client.getObject(call.bucket(), call.key())
        : client.getObjectIfModifiedSince(call.bucket(), call.key(), since).orElse(null);
  }

  private static void closeWhenDone(Exchange exchange, ObjectContent content) {
    exchange
        .getExchangeExtension()
        .addOnCompletion(
            new SynchronizationAdapter() {
              @Override
              public void onDone(Exchange done) {
                try {
                  content.close();
                } catch (IOException e) {
                  Action.LOG.debug("An object's stream could not be closed", e);
                }
              }
            });
  }
}
