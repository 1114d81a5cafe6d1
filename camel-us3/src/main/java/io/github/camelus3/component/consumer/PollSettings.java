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
   * @throws IllegalArgumentException naming the options that cannot be used, or not together
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

  /** How many objects a poll may hand out. */
  int batchSize() {
    int most = options.getMaxMessagesPerPoll();
    return most > 0 ? most : options.getMaxResults();
  }

  /** The first page of a listing behind a key. */
  ListRequest listing(String marker) {
    return new ListRequest(
        bucket(), selection.prefix(), selection.delimiter(), marker, options.getMaxResults());
  }

  /**
   * Checks what cannot be used in a route with a resume strategy.
   *
   * @throws IllegalArgumentException naming the option
   */
  void requireResumable() {
    Us3SortBy order = options.getSortBy();
    if (selection.fileName() != null
        || order == Us3SortBy.lastModified
        || order == Us3SortBy.random) {
      throw new IllegalArgumentException(
          "a resume strategy goes by the order of keys: options fileName, sortBy=lastModified and"
              + " sortBy=random cannot be used with it");
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
