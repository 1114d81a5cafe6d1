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
   * The key of the one object to poll, instead of listing. Not together with prefix, delimiter and
   * sortBy.
   */
  public void setFileName(String fileName) {
    this.fileName = fileName;
  }

  public String getDoneFileName() {
    return doneFileName;
  }

  /**
   * Poll only when this object exists: a whole key, or per object a key with ${file:name} (the
   * object's key) or ${file:name.noext} (without its extension) in it, such as ${file:name}.done.
   * Done objects are never polled themselves; the one of an object is deleted with it.
   */
  public void setDoneFileName(String doneFileName) {
    this.doneFileName = doneFileName;
  }

  public String getInclude() {
    return include;
  }

  /** A regular expression that the whole key has to match. */
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

  /** Poll only objects that were last changed at least so long ago. */
  public void setMinAge(long minAge) {
    this.minAge = minAge;
  }

  public boolean isIncludeFolders() {
    return includeFolders;
  }

  /** Whether to poll objects that stand for folders too: no bytes, and a key that ends with /. */
  public void setIncludeFolders(boolean includeFolders) {
    this.includeFolders = includeFolders;
  }

  public Us3SortBy getSortBy() {
    return sortBy;
  }

  /**
   * How the objects of one page of the listing are sorted: none (as the service lists them), key,
   * lastModified (oldest first), or random, which keeps processes that poll one bucket out of each
   * other's way.
   */
  public void setSortBy(Us3SortBy sortBy) {
    this.sortBy = sortBy;
  }

  public int getMaxMessagesPerPoll() {
    return maxMessagesPerPoll;
  }

  /**
   * How many objects one poll hands out at most; the next poll goes on behind them. 0 or less for
   * as many as a page of the listing holds.
   */
  public void setMaxMessagesPerPoll(int maxMessagesPerPoll) {
    this.maxMessagesPerPoll = maxMessagesPerPoll;
  }

  public boolean isIncludeBody() {
    return includeBody;
  }

  /** Whether an object is opened and becomes the body; if not, the message has only headers. */
  public void setIncludeBody(boolean includeBody) {
    this.includeBody = includeBody;
  }

  public boolean isDeleteAfterRead() {
    return deleteAfterRead;
  }

  /** Whether an object is deleted when its exchange is done without failure. */
  public void setDeleteAfterRead(boolean deleteAfterRead) {
    this.deleteAfterRead = deleteAfterRead;
  }

  public boolean isMoveAfterRead() {
    return moveAfterRead;
  }

  /**
   * Whether an object is moved when its exchange is done without failure: copied, the copy's ETag
   * compared, and deleted. To where say destinationBucket, destinationKeyPrefix,
   * destinationKeySuffix and removePrefixOnMove.
   */
  public void setMoveAfterRead(boolean moveAfterRead) {
    this.moveAfterRead = moveAfterRead;
  }

  public String getDestinationBucket() {
    return destinationBucket;
  }

  /**
   * For moveAfterRead: the bucket to move to, a Simple expression; the polled bucket when absent.
   */
  public void setDestinationBucket(String destinationBucket) {
    this.destinationBucket = destinationBucket;
  }

  public String getDestinationKeyPrefix() {
    return destinationKeyPrefix;
  }

  /** For moveAfterRead: what is put in front of the key, a Simple expression. */
  public void setDestinationKeyPrefix(String destinationKeyPrefix) {
    this.destinationKeyPrefix = destinationKeyPrefix;
  }

  public String getDestinationKeySuffix() {
    return destinationKeySuffix;
  }

  /** For moveAfterRead: what is put behind the key, a Simple expression. */
  public void setDestinationKeySuffix(String destinationKeySuffix) {
    this.destinationKeySuffix = destinationKeySuffix;
  }

  public boolean isRemovePrefixOnMove() {
    return removePrefixOnMove;
  }

  /** For moveAfterRead and moveFailed: whether prefix is cut off the key first. */
  public void setRemovePrefixOnMove(boolean removePrefixOnMove) {
    this.removePrefixOnMove = removePrefixOnMove;
  }

  public String getMoveFailed() {
    return moveFailed;
  }

  /**
   * Where an object is moved to when its exchange fails: what is put in front of its key in the
   * polled bucket, a Simple expression.
   */
  public void setMoveFailed(String moveFailed) {
    this.moveFailed = moveFailed;
  }

  public boolean isIdempotent() {
    return idempotent;
  }

  /**
   * Whether an object is handed out only once: one with the same bucket, key and ETag is passed
   * over without being opened.
   */
  public void setIdempotent(boolean idempotent) {
    this.idempotent = idempotent;
  }

  public boolean isIdempotentEager() {
    return idempotentEager;
  }

  /**
   * Whether an object is put into idempotentRepository before it is opened, and taken out again
   * when its exchange fails, or put there only when its exchange is done. The former lets nobody
   * else have it meanwhile, the latter loses nothing when the process is killed.
   */
  public void setIdempotentEager(boolean idempotentEager) {
    this.idempotentEager = idempotentEager;
  }

  public String getIdempotentKey() {
    return idempotentKey;
  }

  /**
   * What tells objects apart instead of bucket, key and ETag: a Simple expression over the headers,
   * such as ${header.CamelUs3Key}.
   */
  public void setIdempotentKey(String idempotentKey) {
    this.idempotentKey = idempotentKey;
  }

  public IdempotentRepository getIdempotentRepository() {
    return idempotentRepository;
  }

  /**
   * Where idempotent keeps what was handed out. In memory, for the last 131072 objects, when
   * absent.
   */
  public void setIdempotentRepository(IdempotentRepository idempotentRepository) {
    this.idempotentRepository = idempotentRepository;
  }

  public IdempotentRepository getInProgressRepository() {
    return inProgressRepository;
  }

  /**
   * Where it is kept which objects are being processed, so that they are not handed out again
   * meanwhile. In memory when absent.
   */
  public void setInProgressRepository(IdempotentRepository inProgressRepository) {
    this.inProgressRepository = inProgressRepository;
  }
}
