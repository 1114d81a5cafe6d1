package io.github.camelus3.component.consumer;

import io.github.camelus3.client.ListRequest;
import io.github.camelus3.component.Us3SortBy;
import io.github.camelus3.component.options.ConsumerSettings;
import java.time.Clock;
import org.apache.camel.CamelContext;

/** The checked options of a polling consumer. Immutable, but for the repositories in it. */
public record PollSettings(
    ConsumerSettings options,
    ObjectSelection selection,
    ObjectClaims claims,
    MoveTargets destinations) {

  /**
   * Checks the options that depend on others.
   *
   * @throws IllegalArgumentException naming the options that cannot be used, or not together
   */
  public static PollSettings of(ConsumerSettings options, CamelContext context) {
    ObjectSelection selection = ObjectSelection.of(options, Clock.systemUTC());
    return new PollSettings(
        options,
        selection,
        ObjectClaims.of(options.idempotency(), context),
        MoveTargets.of(options, selection, context));
  }

  String bucket() {
    return options.bucket();
  }

  /** How many objects a poll may hand out. */
  int batchSize() {
    int most = options.maxMessagesPerPoll();
    return most > 0 ? most : options.listing().maxResults();
  }

  /** The first page of a listing behind a key. */
  ListRequest listing(String marker) {
    return new ListRequest(
        bucket(),
        selection.prefix(),
        selection.delimiter(),
        marker,
        options.listing().maxResults());
  }

  /**
   * Checks what cannot be used in a route with a resume strategy.
   *
   * @throws IllegalArgumentException naming the option
   */
  void requireResumable() {
    Us3SortBy order = options.sortBy();
    if (selection.fileName() != null
        || order == Us3SortBy.lastModified
        || order == Us3SortBy.random) {
      throw new IllegalArgumentException(
          "a resume strategy goes by the order of keys: options fileName, sortBy=lastModified and"
              + " sortBy=random cannot be used with it");
    }
  }
}
