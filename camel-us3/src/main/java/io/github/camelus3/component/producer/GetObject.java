package io.github.camelus3.component.producer;

import io.github.camelus3.client.ByteRange;
import io.github.camelus3.client.ObjectContent;
import io.github.camelus3.client.Us3Client;
import io.github.camelus3.client.Us3ObjectNotFoundException;
import io.github.camelus3.component.Us3Constants;
import io.github.camelus3.component.Us3Operation;
import io.github.camelus3.component.message.ObjectHeaders;
import io.github.camelus3.component.message.StreamBody;
import java.io.IOException;
import java.time.Instant;
import org.apache.camel.Route;
import org.apache.camel.RuntimeConfiguration;
import org.apache.camel.support.ExchangeHelper;

/** {@link Us3Operation#getObject}: the object's bytes become the body, see {@link StreamBody}. */
final class GetObject implements Operation {
  @Override
  public void run(OperationCall call) throws IOException {
    try {
      ObjectContent content = open(call);
      if (content == null) {
        ObjectHeaders.writeUnchanged(call.message());
        call.message().setBody(null);
        return;
      }
      Route route = ExchangeHelper.getRoute(call.exchange()); // null when sent by a template
      RuntimeConfiguration scope = route != null ? route : call.exchange().getContext();
      Object body = StreamBody.of(call.exchange(), scope, content);
      ObjectHeaders.write(call.message(), content.info(), content.contentLength());
      call.message().setBody(body);
    } catch (Us3ObjectNotFoundException e) {
      if (!call.settings().requests().notFoundAsHeader()) {
        throw e;
      }
      ObjectHeaders.writeMissing(call.message());
      call.message().setBody(null);
    }
  }

  /** Null if the object has not been modified since {@code CamelUs3IfModifiedSince}. */
  private static ObjectContent open(OperationCall call) throws IOException {
    Us3Client client = call.client();
    ByteRange range = call.options().range();
    Instant since = call.options().headers().instant(Us3Constants.IF_MODIFIED_SINCE);
    if (range != null && since != null) {
      throw new IllegalArgumentException(
          "header "
              + Us3Constants.IF_MODIFIED_SINCE
              + " cannot be used with "
              + Us3Constants.RANGE_START
              + " or "
              + Us3Constants.RANGE_END
              + ": "
              + since);
    }
    if (range != null) {
      return client.getObject(call.bucket(), call.key(), range);
    }
    return since == null
        ? client.getObject(call.bucket(), call.key())
        : client.getObjectIfModifiedSince(call.bucket(), call.key(), since).orElse(null);
  }
}
