package io.github.camelus3.component.consumer;

import io.github.camelus3.client.ObjectSummary;
import io.github.camelus3.component.message.ObjectHeaders;
import io.github.camelus3.component.options.ConsumerSettings;
import io.github.camelus3.component.options.OptionExpression;
import io.github.camelus3.sign.UrlEncoding;
import java.util.HashMap;
import java.util.Optional;
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
 * Who may process an object. Two marks keep it from others: that it is in progress, from when a
 * batch takes it until its exchange is done; and, if idempotent, that it was handed out. The marks
 * of one object are in its {@link ObjectClaim}. Thread safe if the repositories are.
 */
final class ObjectClaims {
  /** How many objects the repository in memory remembers: some 30 MiB when it is full. */
  static final int REMEMBERED = 1 << 17;

  private static final Logger LOG = LoggerFactory.getLogger(ObjectClaims.class);

  private final CamelContext context;
  private final IdempotentRepository inProgress;
  private final IdempotentRepository handedOut;
  private final boolean eager;
  private final OptionExpression key;

  /** Whether others may set marks in {@code inProgress} too. */
  private final boolean sharesInProgress;

  /**
   * The handed-out marks that were set here: in flight, or confirmed. Kept only if somebody asks
   * for {@link #isUnconfirmedElsewhere}; null before.
   */
  private volatile IdempotentRepository marksHere;

  /** Whether others may set marks in {@code handedOut} too. */
  private final boolean sharesHandedOut;

  /**
   * Opens the claims of one endpoint.
   *
   * @param handedOut null unless idempotent
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
            // exact: it holds what is in progress, and nothing is dropped for being the oldest
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
          "option idempotentKey is the same for all objects: " + options.key());
    }
    return new ObjectClaims(context, options, key);
  }

  /** Starts the repositories; they may be shared, so whoever made them stops them. */
  void start() {
    CamelContextAware.trySetCamelContext(inProgress, context);
    ServiceHelper.startService(inProgress);
    if (handedOut != null) {
      CamelContextAware.trySetCamelContext(handedOut, context);
      ServiceHelper.startService(handedOut);
    }
  }

  /** From now on {@link #isUnconfirmedElsewhere} can be asked. */
  void rememberMarksHere() {
    if (marksHere == null && handedOut != null && eager && sharesHandedOut) {
      marksHere = MemoryIdempotentRepository.memoryIdempotentRepository(REMEMBERED);
    }
  }

  boolean isInProgress(ObjectSummary object) {
    return inProgress.contains(identity(object));
  }

  boolean isHandedOut(ObjectSummary object) {
    return handedOut != null && handedOut.contains(handedOutMark(object));
  }

  /**
   * Whether an object that is handed out may still be in another consumer's hand, which may fail.
   * An eager mark does not say whether its object was processed. It is certain for marks that were
   * set here, and for all if the objects in progress are in a shared repository.
   */
  boolean isUnconfirmedElsewhere(ObjectSummary object) {
    IdempotentRepository here = marksHere;
    return here != null
        && !here.contains(handedOutMark(object))
        && (!sharesInProgress || isInProgress(object));
  }

  /** Marks an object as in progress; empty if it is already. */
  Optional<ObjectClaim> begin(ObjectSummary object) {
    return Optional.ofNullable(markInProgress(object))
        .map(mark -> new ObjectClaim(this, object, mark));
  }

  /** The mark that was set; null if it is there already. */
  String markInProgress(ObjectSummary object) {
    String mark = identity(object);
    return add(inProgress, mark) ? mark : null;
  }

  void removeInProgress(String mark) {
    inProgress.remove(mark);
  }

  boolean isEager() {
    return eager;
  }

  /** The mark of an object that is handed out; null unless idempotent. */
  String handedOutMark(ObjectSummary object) {
    if (handedOut == null) {
      return null;
    }
    if (key == null) {
      return identity(object);
    }
    Exchange exchange = new DefaultExchange(context);
    ObjectHeaders.writeListed(exchange.getMessage(), object);
    String mark = key.valueOrEmpty(exchange);
    if (mark.isEmpty()) { // would be the same for all such objects
      throw new IllegalArgumentException(
          "option idempotentKey evaluated to an empty value for the object "
              + object.bucket()
              + '/'
              + object.key());
    }
    return mark;
  }

  /** Whether no other consumer has set the mark. If eager, the mark is then set. */
  boolean mayTake(String mark) {
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
   * Adds a mark; false if it is there already. Repositories that look first and insert then, such
   * as Camel's JDBC ones, fail when another process inserts in between: the mark is the other's.
   */
  private static boolean add(IdempotentRepository repository, String mark) {
    try {
      return repository.add(mark);
    } catch (RuntimeException failure) {
      if (!contains(repository, mark, failure)) {
        throw failure;
      }
      LOG.debug("Another consumer has marked {} at the same time", mark, failure);
      return false;
    }
  }

  private static boolean contains(
      IdempotentRepository repository, String mark, RuntimeException failure) {
    try {
      return repository.contains(mark);
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
      return false;
    }
  }

  /** One line of ASCII: repositories keep it in lines of files, with the platform's charset. */
  private static String identity(ObjectSummary object) {
    String key = UrlEncoding.queryComponent(object.key()).replace("%2F", "/");
    return object.bucket() + '/' + key + '@' + object.eTag();
  }
}
