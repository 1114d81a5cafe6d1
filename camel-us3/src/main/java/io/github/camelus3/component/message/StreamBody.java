package io.github.camelus3.component.message;

import io.github.camelus3.client.ObjectContent;
import java.io.IOException;
import org.apache.camel.Exchange;
import org.apache.camel.RuntimeConfiguration;
import org.apache.camel.converter.stream.CachedOutputStream;
import org.apache.camel.support.SynchronizationAdapter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the bytes of an object the body of a message. With stream caching, Camel's default, they
 * are read at once into Camel's cache, in memory or spooled. A connection that breaks then fails
 * this step, which can be retried, and not a later one. Without stream caching the body is the
 * stream of the response. The stream is closed when the exchange is done, also after a failure.
 */
public final class StreamBody {
  private static final Logger LOG = LoggerFactory.getLogger(StreamBody.class);

  private StreamBody() {}

  /**
   * The body of an exchange.
   *
   * @param scope the route, or the context when there is none; decides about stream caching
   * @throws IOException if the content is cached and cannot be read
   */
  public static Object of(Exchange exchange, RuntimeConfiguration scope, ObjectContent content)
      throws IOException {
    return Boolean.TRUE.equals(scope.isStreamCaching())
        ? cached(exchange, content)
        : closedWhenDone(exchange, content);
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
                  LOG.debug("An object's stream could not be closed", e);
                }
              }
            });
    return content.body();
  }
}
