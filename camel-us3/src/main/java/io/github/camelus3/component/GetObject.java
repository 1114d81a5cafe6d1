package io.github.camelus3.component;

import io.github.camelus3.client.ByteRange;
import io.github.camelus3.client.ObjectContent;
import io.github.camelus3.client.Us3Client;
import io.github.camelus3.client.Us3ObjectNotFoundException;
import java.io.IOException;
import java.time.Instant;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.RuntimeConfiguration;
import org.apache.camel.converter.stream.CachedOutputStream;
import org.apache.camel.support.ExchangeHelper;
import org.apache.camel.support.SynchronizationAdapter;

/**
 * {@link Us3Operation#getObject}: the body becomes the object's bytes. With stream caching, Camel's
 * default, they are read here into Camel's cache, in memory or spooled: the route's next step would
 * do so anyway, but then a connection that breaks would be no failure of this step and could not be
 * tried again. Without it the body is the stream as it arrives, which is closed when the exchange
 * is done, whatever becomes of it.
 */
final class GetObject implements Operation {
  @Override
  public void run(OperationCall call) throws IOException {
    try {
      ObjectContent content = open(call);
      if (content == null) {
        ObjectHeaders.writeUnchanged(call);
        call.message().setBody(null);
        return;
      }
      Object body =
          isStreamCaching(call.exchange())
              ? cached(call.exchange(), content)
              : closedWhenDone(call.exchange(), content);
      ObjectHeaders.write(call, content.info(), content.contentLength());
      call.message().setBody(body);
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

  private static boolean isStreamCaching(Exchange exchange) {
    Route route = ExchangeHelper.getRoute(exchange); // null when sent by a template
    RuntimeConfiguration scope = route != null ? route : exchange.getContext();
    return Boolean.TRUE.equals(scope.isStreamCaching());
  }

  private static Object cached(Exchange exchange, ObjectContent content) throws IOException {
    try (content) {
      CachedOutputStream cache = new CachedOutputStream(exchange);
      content.body().transferTo(cache);
      return cache.newStreamCache();
    }
  }

  private static Object closedWhenDone(Exchange exchange, ObjectContent content) {
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
    return content.body();
  }
}
