package io.github.camelus3.component.consumer;

import io.github.camelus3.client.ListRequest;
import io.github.camelus3.client.Us3Client;
import io.github.camelus3.component.Us3SortBy;
import io.github.camelus3.component.clients.BucketProbe;
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
   * @throws IllegalArgumentException if options are invalid, alone or together; names them
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

  /** Runs the check that {@code startupCheck} asks for. */
  void checkStart(Us3Client client) {
    new BucketProbe(bucket(), options.listing()).checkStart(options.startupCheck(), client);
  }

  /** Returns the most objects that one poll delivers. */
  int batchSize() {
    int most = options.maxMessagesPerPoll();
    return most > 0 ? most : options.listing().maxResults();
  }

  /** Returns the request for the page behind a marker. */
  ListRequest listing(String marker) {
    return new ListRequest(
        bucket(),
        selection.prefix(),
        selection.delimiter(),
        marker,
        options.listing().maxResults());
  }

  /**
   * Checks that the options allow a resume strategy.
   *
   * @throws IllegalArgumentException if they do not; names the options
   */
  void requireResumable() {
    Us3SortBy order = options.sortBy();
    if (selection.fileName() != null
        || order == Us3SortBy.lastModified
        || order == Us3SortBy.random) {
      throw new IllegalArgumentException(
          "options fileName, sortBy=lastModified and sortBy=random cannot be used with a resume"
              + " strategy, which needs objects in the order of their keys");
    }
  }
}
