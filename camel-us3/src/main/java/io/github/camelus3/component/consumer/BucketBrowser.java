package io.github.camelus3.component.consumer;

import io.github.camelus3.client.ObjectSummary;
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

/** Shows what a bucket holds, without touching it. */
public record BucketBrowser(DefaultEndpoint endpoint, Us3Client client, PollSettings settings) {

  /**
   * The first objects that the options select.
   *
   * @param filter null for all
   */
  public List<Exchange> browse(int limit, Predicate<Exchange> filter) {
    ListingCursor walk = new ListingCursor(settings, settings.options().sortBy(), () -> "");
    List<Exchange> found = new ArrayList<>();
    try {
      for (Optional<ObjectSummary> object = walk.next(client, this::goesOn);
          object.isPresent() && found.size() < limit;
          object = walk.next(client, this::goesOn)) {
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

  /** A bucket may have pages and pages of common prefixes. */
  private boolean goesOn() {
    return !endpoint.isStoppingOrStopped() && !endpoint.getCamelContext().isStopping();
  }
}
