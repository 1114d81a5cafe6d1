package io.github.camelus3.component;

import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/**
 * The options of the polling consumer. A superclass of {@link Us3Configuration} only because one
 * file with all options would be too long. Not thread safe.
 */
@UriParams
public abstract class Us3ConsumerConfiguration {
  Us3ConsumerConfiguration() {}

  @UriParam(label = "consumer")
  private String fileName;

  @UriParam(label = "consumer")
  private String doneFileName;

  @UriParam(label = "consumer,filter")
  private String include;

  @UriParam(label = "consumer,filter")
  private String exclude;

  @UriParam(label = "consumer,filter", javaType = "java.time.Duration", defaultValue = "0")
  private long minAge;

  @UriParam(label = "consumer,filter", defaultValue = "false")
  private boolean includeFolders;

  @UriParam(label = "consumer", defaultValue = "none")
  private Us3SortBy sortBy = Us3SortBy.none;

  @UriParam(label = "consumer", defaultValue = "10")
  private int maxMessagesPerPoll = 10;

  @UriParam(label = "consumer", defaultValue = "true")
  private boolean includeBody = true;

  @UriParam(label = "consumer", defaultValue = "false")
  private boolean deleteAfterRead;

  @UriParam(label = "consumer", defaultValue = "false")
  private boolean moveAfterRead;

  @UriParam(label = "consumer")
  private String destinationBucket;

  @UriParam(label = "consumer")
  private String destinationKeyPrefix;

  @UriParam(label = "consumer")
  private String destinationKeySuffix;

  @UriParam(label = "consumer", defaultValue = "false")
  private boolean removePrefixOnMove;

  @UriParam(label = "consumer")
  private String moveFailed;

  @UriParam(label = "consumer", defaultValue = "false")
  private boolean idempotent;

  @UriParam(label = "consumer,advanced", defaultValue = "true")
  private boolean idempotentEager = true;

  @UriParam(label = "consumer,advanced")
  private String idempotentKey;

  @UriParam(label = "consumer,advanced")
  private IdempotentRepository idempotentRepository;

  @UriParam(label = "consumer,advanced")
  private IdempotentRepository inProgressRepository;

  public String getFileName() {
    return fileName;
  }

  /**
   * The key of the only object to poll, instead of a listing. Cannot be combined with prefix,
   * delimiter or sortBy.
   */
  public void setFileName(String fileName) {
    this.fileName = fileName;
  }

  public String getDoneFileName() {
    return doneFileName;
  }

  /**
   * Polls only if this object exists: a whole key, or a key per object with ${file:name} (the key
   * of the object) or ${file:name.noext} (without its extension), such as ${file:name}.done. Done
   * objects themselves are never polled. The done object of an object is deleted together with the
   * object.
   */
  public void setDoneFileName(String doneFileName) {
    this.doneFileName = doneFileName;
  }

  public String getInclude() {
    return include;
  }

  /** A regular expression that the whole key must match. */
  public void setInclude(String include) {
    this.include = include;
  }

  public String getExclude() {
    return exclude;
  }

  /** A regular expression that the whole key must not match. */
  public void setExclude(String exclude) {
    this.exclude = exclude;
  }

  public long getMinAge() {
    return minAge;
  }

  /**
   * The minimum time since the last change of an object, in milliseconds. Younger objects are not
   * polled yet.
   */
  public void setMinAge(long minAge) {
    this.minAge = minAge;
  }

  public boolean isIncludeFolders() {
    return includeFolders;
  }

  /** Whether to poll objects that stand for folders too: zero bytes, and a key that ends with /. */
  public void setIncludeFolders(boolean includeFolders) {
    this.includeFolders = includeFolders;
  }

  public Us3SortBy getSortBy() {
    return sortBy;
  }

  /**
   * The order of the objects of one page of the listing. none: the order of the service. key: by
   * key. lastModified: oldest first. random: shuffled, so that processes that poll the same bucket
   * collide less.
   */
  public void setSortBy(Us3SortBy sortBy) {
    this.sortBy = sortBy;
  }

  public int getMaxMessagesPerPoll() {
    return maxMessagesPerPoll;
  }

  /**
   * The maximum number of objects per poll. The next poll continues after them. If 0 or less,
   * maxResults.
   */
  public void setMaxMessagesPerPoll(int maxMessagesPerPoll) {
    this.maxMessagesPerPoll = maxMessagesPerPoll;
  }

  public boolean isIncludeBody() {
    return includeBody;
  }

  /**
   * Whether the object is opened and becomes the message body. If false, the message has only
   * headers.
   */
  public void setIncludeBody(boolean includeBody) {
    this.includeBody = includeBody;
  }

  public boolean isDeleteAfterRead() {
    return deleteAfterRead;
  }

  /** Whether an object is deleted when its exchange has completed without failure. */
  public void setDeleteAfterRead(boolean deleteAfterRead) {
    this.deleteAfterRead = deleteAfterRead;
  }

  public boolean isMoveAfterRead() {
    return moveAfterRead;
  }

  /**
   * Whether an object is moved when its exchange has completed without failure: copied, the ETag of
   * the copy compared, and deleted. destinationBucket, destinationKeyPrefix, destinationKeySuffix
   * and removePrefixOnMove set the target.
   */
  public void setMoveAfterRead(boolean moveAfterRead) {
    this.moveAfterRead = moveAfterRead;
  }

  public String getDestinationBucket() {
    return destinationBucket;
  }

  /** For moveAfterRead: the target bucket, a Simple expression. If not set, the polled bucket. */
  public void setDestinationBucket(String destinationBucket) {
    this.destinationBucket = destinationBucket;
  }

  public String getDestinationKeyPrefix() {
    return destinationKeyPrefix;
  }

  /** For moveAfterRead: a prefix for the key, a Simple expression. */
  public void setDestinationKeyPrefix(String destinationKeyPrefix) {
    this.destinationKeyPrefix = destinationKeyPrefix;
  }

  public String getDestinationKeySuffix() {
    return destinationKeySuffix;
  }

  /** For moveAfterRead: a suffix for the key, a Simple expression. */
  public void setDestinationKeySuffix(String destinationKeySuffix) {
    this.destinationKeySuffix = destinationKeySuffix;
  }

  public boolean isRemovePrefixOnMove() {
    return removePrefixOnMove;
  }

  /** For moveAfterRead and moveFailed: whether prefix is removed from the key first. */
  public void setRemovePrefixOnMove(boolean removePrefixOnMove) {
    this.removePrefixOnMove = removePrefixOnMove;
  }

  public String getMoveFailed() {
    return moveFailed;
  }

  /**
   * A prefix for the key of an object whose exchange has failed, a Simple expression. The object is
   * moved to this key in the polled bucket.
   */
  public void setMoveFailed(String moveFailed) {
    this.moveFailed = moveFailed;
  }

  public boolean isIdempotent() {
    return idempotent;
  }

  /**
   * Whether an object is polled only once. An object with the same bucket, key and ETag is skipped
   * without being opened.
   */
  public void setIdempotent(boolean idempotent) {
    this.idempotent = idempotent;
  }

  public boolean isIdempotentEager() {
    return idempotentEager;
  }

  /**
   * true: an object is added to idempotentRepository before it is opened, so that other consumers
   * skip it. If its exchange fails, it is removed again. false: an object is added when its
   * exchange has completed. After a crash it is processed again.
   */
  public void setIdempotentEager(boolean idempotentEager) {
    this.idempotentEager = idempotentEager;
  }

  public String getIdempotentKey() {
    return idempotentKey;
  }

  /**
   * The identity of an object instead of bucket, key and ETag: a Simple expression over the
   * headers, such as ${header.CamelUs3Key}.
   */
  public void setIdempotentKey(String idempotentKey) {
    this.idempotentKey = idempotentKey;
  }

  public IdempotentRepository getIdempotentRepository() {
    return idempotentRepository;
  }

  /**
   * Stores the objects that were polled, for idempotent. If not set, the last 131072 are kept in
   * memory.
   */
  public void setIdempotentRepository(IdempotentRepository idempotentRepository) {
    this.idempotentRepository = idempotentRepository;
  }

  public IdempotentRepository getInProgressRepository() {
    return inProgressRepository;
  }

  /**
   * Stores the objects that are in progress, so that they are not polled again meanwhile. If not
   * set, they are kept in memory.
   */
  public void setInProgressRepository(IdempotentRepository inProgressRepository) {
    this.inProgressRepository = inProgressRepository;
  }
}
