package io.github.camelus3.component.options;

import io.github.camelus3.component.Us3Configuration;
import io.github.camelus3.component.Us3SortBy;
import io.github.camelus3.component.Us3StartupCheck;
import java.time.Duration;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.util.ObjectHelper;

/** The options of the polling consumer. Immutable, except for the repositories. */
public record ConsumerSettings(
    String bucket,
    ListingSettings listing,
    Selection selection,
    Us3SortBy sortBy,
    int maxMessagesPerPoll,
    boolean includeBody,
    Us3StartupCheck startupCheck,
    AfterRead afterRead,
    Idempotency idempotency) {

  /**
   * Which objects are polled; a null selects nothing away.
   *
   * @param fileName the only key to poll
   */
  public record Selection(
      String fileName,
      String doneFileName,
      String include,
      String exclude,
      boolean includeFolders,
      Duration minAge) {}

  /**
   * The action on an object when its exchange ends. Texts are Simple expressions; null when not
   * set.
   *
   * @param jobs parts in flight when a large object is copied
   */
  public record AfterRead(
      boolean delete,
      boolean move,
      String destinationBucket,
      String destinationKeyPrefix,
      String destinationKeySuffix,
      boolean removePrefixOnMove,
      String moveFailed,
      int jobs) {}

  /**
   * Which objects are not polled again.
   *
   * @param enabled whether objects are polled once
   * @param key a Simple expression; null for bucket, key and ETag
   * @param repository of polled objects; null for one in memory
   * @param inProgress of objects in progress; null for one in memory
   */
  public record Idempotency(
      boolean enabled,
      boolean eager,
      String key,
      IdempotentRepository repository,
      IdempotentRepository inProgress) {}

  /**
   * Checks the options.
   *
   * @throws IllegalArgumentException naming the option, or options, that cannot be used
   */
  public static ConsumerSettings of(Us3Configuration options) {
    OptionChecks.requireWithin("option minAge", options.getMinAge(), 0, Long.MAX_VALUE);
    if (options.getFileName() != null) {
      refuseWithFileName("prefix", options.getPrefix());
      refuseWithFileName("delimiter", options.getDelimiter());
      refuseWithFileName(
          "sortBy", options.getSortBy() == Us3SortBy.none ? null : options.getSortBy());
    }
    if (!options.isIdempotent()) {
      requireIdempotent("idempotentKey", options.getIdempotentKey());
      requireIdempotent("idempotentRepository", options.getIdempotentRepository());
    }
    return new ConsumerSettings(
        options.getBucketName(),
        ListingSettings.of(options),
        selection(options),
        options.getSortBy(),
        options.getMaxMessagesPerPoll(),
        options.isIncludeBody(),
        options.getStartupCheck(),
        afterRead(options),
        new Idempotency(
            options.isIdempotent(),
            options.isIdempotentEager(),
            options.getIdempotentKey(),
            options.getIdempotentRepository(),
            options.getInProgressRepository()));
  }

  private static Selection selection(Us3Configuration options) {
    return new Selection(
        options.getFileName(),
        options.getDoneFileName(),
        options.getInclude(),
        options.getExclude(),
        options.isIncludeFolders(),
        Duration.ofMillis(options.getMinAge()));
  }

  private static AfterRead afterRead(Us3Configuration options) {
    return new AfterRead(
        options.isDeleteAfterRead(),
        options.isMoveAfterRead(),
        options.getDestinationBucket(),
        options.getDestinationKeyPrefix(),
        options.getDestinationKeySuffix(),
        options.isRemovePrefixOnMove(),
        options.getMoveFailed(),
        options.getJobs());
  }

  private static void refuseWithFileName(String option, Object value) {
    if (ObjectHelper.isNotEmpty(value)) {
      throw new IllegalArgumentException(
          "options fileName and " + option + " cannot be used together: " + value);
    }
  }

  private static void requireIdempotent(String option, Object value) {
    if (value != null) {
      throw new IllegalArgumentException("option " + option + " needs idempotent=true");
    }
  }
}
