package io.github.camelus3.component.consumer;

import io.github.camelus3.client.ObjectInfo;
import io.github.camelus3.client.Us3Client;
import io.github.camelus3.component.message.ObjectHeaders;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.camel.Exchange;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.support.DefaultEndpoint;

/** Lists objects of a bucket as exchanges, without opening or marking them. Immutable. */
public record BucketBrowser(DefaultEndpoint endpoint, Us3Client client, PollSettings settings) {

  /**
   * Returns exchanges of the first objects that the options select.
   *
   * @param limit the most exchanges
   * @param filter null for all
   */
  public List<Exchange> browse(int limit, Predicate<Exchange> filter) {
    ListingCursor cursor = new ListingCursor(settings, settings.options().sortBy(), () -> "");
    List<Exchange> found = new ArrayList<>();
    try {
      while (found.size() < limit) {
        Optional<ObjectInfo> object = cursor.next(client, this::mayContinue);
        if (object.isEmpty()) {
          break;
        }
        if (settings.selection().selects(object.get())) {
          Exchange exchange = endpoint.createExchange();
          ObjectHeaders.writeListed(exchange.getMessage(), object.get());
          if (filter == null || filter.test(exchange)) {
            found.add(exchange);
          }
        }
      }
    } catch (IOException e) {
      throw RuntimeCamelException.wrapRuntimeCamelException(e);
    }
    return found;
  }

  private boolean mayContinue() {
    return !endpoint.isStoppingOrStopped() && !endpoint.getCamelContext().isStopping();
  }
}
