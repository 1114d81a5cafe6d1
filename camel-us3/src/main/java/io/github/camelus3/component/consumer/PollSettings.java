package io.github.camelus3.component.consumer;

import io.github.camelus3.client.ListRequest;
import io.github.camelus3.component.Us3Configuration;
import io.github.camelus3.component.Us3SortBy;
import java.time.Clock;
import org.apache.camel.CamelContext;
import org.apache.camel.util.ObjectHelper;

/** The checked options of a polling consumer. Immutable, but for the repositories in it. */
public record PollSettings(
    Us3Configuration options,
    ObjectSelection selection,
    ObjectClaims claims,
    MoveTargets destinations) {

  /**
   * Checks the options.
   *
   * @throws IllegalArgumentException if options are invalid, alone or together; names them
   */
  public static PollSettings of(Us3Configuration options, CamelContext context) {
    if (options.getMinAge() < 0) {
      throw new IllegalArgumentException("option minAge is negative: " + options.getMinAge());
    }
    if (options.getFileName() != null) {
      refuseBoth("fileName", "prefix", options.getPrefix());
      refuseBoth("fileName", "delimiter", options.getDelimiter());
      refuseBoth(
          "fileName", "sortBy", options.getSortBy() == Us3SortBy.none ? null : options.getSortBy());
    }
    if (!options.isIdempotent()) {
      requireIdempotent("idempotentKey", options.getIdempotentKey());
      requireIdempotent("idempotentRepository", options.getIdempotentRepository());
    }
    ObjectSelection selection = ObjectSelection.of(options, Clock.systemUTC());
    return new PollSettings(
        options,
        selection,
        ObjectClaims.of(options, context),
        MoveTargets.of(options, selection, context));
  }

  String bucket() {
    return options.getBucketName();
  }

  /** Returns the most objects that one poll delivers. */
  int batchSize() {
    int most = options.getMaxMessagesPerPoll();
    return most > 0 ? most : options.getMaxResults();
  }

  /** Returns the request for the page behind a marker. */
  ListRequest listing(String marker) {
    return new ListRequest(
        bucket(), selection.prefix(), selection.delimiter(), marker, options.getMaxResults());
  }

  /**
   * Checks that the options allow a resume strategy.
   *
   * @throws IllegalArgumentException if they do not; names the options
   */
  void requireResumable() {
    Us3SortBy order = options.getSortBy();
    if (selection.fileName() != null
        || order == Us3SortBy.lastModified
        || order == Us3SortBy.random) {
      throw new IllegalArgumentException(
          "options fileName, sortBy=lastModified and sortBy=random cannot be used with a resume"
              + " strategy, which needs objects in the order of their keys");
    }
  }

  private static void refuseBoth(String option, String other, Object value) {
    if (ObjectHelper.isNotEmpty(value)) {
      throw new IllegalArgumentException(
          "options " + option + " and " + other + " cannot be used together: " + value);
    }
  }

  private static void requireIdempotent(String option, Object value) {
    if (value != null) {
      throw new IllegalArgumentException("option " + option + " needs idempotent=true");
    }
  }
}
