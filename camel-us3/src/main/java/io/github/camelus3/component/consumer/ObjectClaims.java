package io.github.camelus3.component.consumer;

import io.github.camelus3.client.ObjectInfo;
import io.github.camelus3.component.message.ObjectHeaders;
import io.github.camelus3.component.options.ConsumerSettings;
import io.github.camelus3.component.options.OptionExpression;
import io.github.camelus3.sign.UrlEncoding;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.apache.camel.support.service.ServiceHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Excludes other consumers from an object with two marks. The in-progress mark is set while the
 * object is in a batch or its exchange runs. The handed-out mark, if idempotent, stays after the
 * exchange. The marks of one object are in its {@link ObjectClaim}, with a table of their states.
 * Thread safe if the repositories are.
 */
final class ObjectClaims {
  /** The marks that the repository in memory holds at most, in some 30 MiB. */
  static final int REMEMBERED = 1 << 17;

  private static final Logger LOG = LoggerFactory.getLogger(ObjectClaims.class);

  private final CamelContext context;
  private final IdempotentRepository inProgress;
  private final IdempotentRepository handedOut;
  private final boolean eager;
  private final OptionExpression key;

  /**
   * The in-progress marks that could not be removed, with the handed-out marks that could not be
   * confirmed before.
   */
  private final Map<String, Optional<String>> leftMarks = new ConcurrentHashMap<>();

  /** Whether other consumers can set marks in {@code inProgress}. */
  private final boolean sharesInProgress;

  /** The handed-out marks of this consumer. Null without {@link #rememberMarksHere}. */
  private volatile IdempotentRepository marksHere;

  /** Whether other consumers can set marks in {@code handedOut}. */
  private final boolean sharesHandedOut;

  /**
   * The claims of one endpoint.
   *
   * @param key null for bucket, key and ETag
   */
  private ObjectClaims(
      CamelContext context, ConsumerSettings.Idempotency options, OptionExpression key) {
    IdempotentRepository ownInProgress = options.inProgress();
    IdempotentRepository ownHandedOut = options.repository();
    this.context = context;
    this.sharesInProgress = ownInProgress != null;
    this.inProgress =
        sharesInProgress
            ? ownInProgress
            // without a limit: marks of objects in progress must not be dropped
            : MemoryIdempotentRepository.memoryIdempotentRepository(new HashMap<>());
    this.sharesHandedOut = ownHandedOut != null;
    this.handedOut =
        !options.enabled()
            ? null
            : sharesHandedOut
                ? ownHandedOut
                : MemoryIdempotentRepository.memoryIdempotentRepository(REMEMBERED);
    this.eager = options.eager();
    this.key = key;
  }

  static ObjectClaims of(ConsumerSettings.Idempotency options, CamelContext context) {
    OptionExpression key = OptionExpression.of(context, "idempotentKey", options.key());
    if (key != null && key.isConstant()) {
      throw new IllegalArgumentException(
          "option idempotentKey must differ between objects: " + options.key());
    }
    return new ObjectClaims(context, options, key);
  }

  /** Starts the repositories. They may be shared, so this class does not stop them. */
  void start() {
    CamelContextAware.trySetCamelContext(inProgress, context);
    ServiceHelper.startService(inProgress);
    if (handedOut != null) {
      CamelContextAware.trySetCamelContext(handedOut, context);
      ServiceHelper.startService(handedOut);
    }
  }

  /** Must be called before {@link #isUnconfirmedElsewhere}. */
  void rememberMarksHere() {
    if (marksHere == null && handedOut != null && eager && sharesHandedOut) {
      marksHere = MemoryIdempotentRepository.memoryIdempotentRepository(REMEMBERED);
    }
  }

  boolean isInProgress(ObjectInfo object) {
    return inProgress.contains(identity(object));
  }

  boolean isHandedOut(ObjectInfo object) {
    return handedOut != null && handedOut.contains(handedOutMark(object));
  }

  /**
   * Whether a handed-out object may still be in progress at another consumer. An eager mark is set
   * before the object is processed. Only this consumer's own marks, or a shared repository of
   * objects in progress, tell the two apart.
   */
  boolean isUnconfirmedElsewhere(ObjectInfo object) {
    IdempotentRepository here = marksHere;
    return here != null
        && !here.contains(handedOutMark(object))
        && (!sharesInProgress || isInProgress(object));
  }

  /** Marks an object as in progress. Returns empty if it is marked already. */
  Optional<ObjectClaim> markInProgress(ObjectInfo object) {
    return Optional.ofNullable(addInProgress(object))
        .map(mark -> new ObjectClaim(this, object, mark));
  }

  /** Sets the in-progress mark and returns it. Returns null if it is set already. */
  String addInProgress(ObjectInfo object) {
    String mark = identity(object);
    return add(inProgress, mark) ? mark : null;
  }

  /**
   * Removes an in-progress mark. If that fails, {@link #removeLeftMarks} tries again.
   *
   * @param unconfirmed a handed-out mark to confirm before the next try; null for none
   */
  void removeInProgress(String mark, String unconfirmed) {
    try {
      inProgress.remove(mark);
    } catch (RuntimeException e) {
      leftMarks.put(mark, Optional.ofNullable(unconfirmed));
      throw e;
    }
  }

  /**
   * Removes the in-progress marks that could not be removed when their exchanges ended. A
   * repository may renew the marks of a live process, so they would never expire. The next call
   * retries the marks for which a repository fails.
   */
  void removeLeftMarks() {
    leftMarks.forEach(this::removeLeftMark);
  }

  private void removeLeftMark(String mark, Optional<String> unconfirmed) {
    try {
      unconfirmed.ifPresent(this::confirm); // first: without either mark the object comes again
      inProgress.remove(mark);
      leftMarks.remove(mark);
    } catch (RuntimeException e) {
      LOG.debug("Cannot remove the mark {} yet", mark, e);
    }
  }

  boolean isEager() {
    return eager;
  }

  /** Returns the handed-out mark of an object, set or not; null unless idempotent. */
  String handedOutMark(ObjectInfo object) {
    if (handedOut == null) {
      return null;
    }
    if (key == null) {
      return identity(object);
    }
    Exchange exchange = new DefaultExchange(context);
    ObjectHeaders.writeListed(exchange.getMessage(), object);
    String mark = key.valueOrEmpty(exchange);
    if (mark.isEmpty()) { // one mark for many objects
      throw new IllegalArgumentException(
          "option idempotentKey evaluated to an empty value for the object "
              + object.bucket()
              + '/'
              + object.key());
    }
    return mark;
  }

  /** Whether the mark was not set. If eager, it is set now. */
  boolean claim(String mark) {
    if (!eager) {
      return !handedOut.contains(mark);
    }
    boolean isAdded = add(handedOut, mark);
    if (isAdded && marksHere != null) {
      marksHere.add(mark);
    }
    return isAdded;
  }

  /** Keeps the mark for good. */
  void confirm(String mark) {
    if (!eager) {
      add(handedOut, mark);
    }
    handedOut.confirm(mark);
  }

  void removeHandedOut(String mark) {
    if (marksHere != null) {
      marksHere.remove(mark);
    }
    handedOut.remove(mark);
  }

  /**
   * Adds a mark. Returns false if it is set already. Camel's JDBC repositories check first and then
   * insert. Their insert fails if another process inserts in between, which then holds the mark, or
   * has removed it again. In the latter case the mark is added once more.
   */
  private static boolean add(IdempotentRepository repository, String mark) {
    try {
      return repository.add(mark);
    } catch (RuntimeException failure) {
      if (contains(repository, mark, failure)) {
        LOG.debug("Another consumer has set the mark {} at the same time", mark, failure);
        return false;
      }
      return addAgain(repository, mark, failure);
    }
  }

  private static boolean contains(
      IdempotentRepository repository, String mark, RuntimeException failure) {
    try {
      return repository.contains(mark);
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
      throw failure;
    }
  }

  private static boolean addAgain(
      IdempotentRepository repository, String mark, RuntimeException failure) {
    try {
      return repository.add(mark);
    } catch (RuntimeException again) {
      if (contains(repository, mark, failure)) {
        return false;
      }
      failure.addSuppressed(again);
      throw failure;
    }
  }

  /** Returns one line of ASCII, because repositories write it into text files. */
  private static String identity(ObjectInfo object) {
    String key = UrlEncoding.queryComponent(object.key()).replace("%2F", "/");
    return object.bucket() + '/' + key + '@' + object.eTag();
  }
}
