package io.github.camelus3.component;

import io.github.camelus3.client.ObjectSummary;
import io.github.camelus3.sign.UrlEncoding;
import java.util.HashMap;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.apache.camel.support.service.ServiceHelper;

/**
 * Who may process an object. Two marks keep it from others: that it is in progress here, from when
 * a batch takes it until its exchange is done; and, if idempotent, that it was handed out. Thread
 * safe if the repositories are.
 */
final class Claims {
  /** How many objects the repository in memory remembers: some 30 MiB when it is full. */
  static final int REMEMBERED = 1 << 17;

  private final CamelContext context;
  private final IdempotentRepository inProgress;
  private final IdempotentRepository handedOut;
  private final boolean eager;
  private final OptionExpression key;

  /**
   * Two marks.
   *
   * @param handedOut null unless idempotent
   * @param key null for bucket, key and ETag
   */
  private Claims(
      CamelContext context,
      IdempotentRepository inProgress,
      IdempotentRepository handedOut,
      boolean eager,
      OptionExpression key) {
    this.context = context;
    this.inProgress = inProgress;
    this.handedOut = handedOut;
    this.eager = eager;
    this.key = key;
  }

  static Claims of(Us3Configuration options, CamelContext context) {
    IdempotentRepository inProgress = options.getInProgressRepository();
    IdempotentRepository handedOut = options.getIdempotentRepository();
    OptionExpression key =
        OptionExpression.of(context, "idempotentKey", options.getIdempotentKey());
    if (key != null && key.isConstant()) {
      throw new IllegalArgumentException(
          "option idempotentKey is the same for all objects: " + options.getIdempotentKey());
    }
    if (options.isIdempotent() && handedOut == null) {
      handedOut = MemoryIdempotentRepository.memoryIdempotentRepository(REMEMBERED);
    }
    return new Claims(
        context,
        // exact: it holds what is in progress, and nothing is dropped for being the oldest
        inProgress != null
            ? inProgress
            : MemoryIdempotentRepository.memoryIdempotentRepository(new HashMap<>()),
        options.isIdempotent() ? handedOut : null,
        options.isIdempotentEager(),
        key);
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

  boolean isInProgress(ObjectSummary object) {
    return inProgress.contains(identity(object));
  }

  boolean isHandedOut(ObjectSummary object) {
    return handedOut != null && handedOut.contains(keyOf(object));
  }

  /** Marks an object as in progress; false when it is already. */
  boolean begin(ObjectSummary object) {
    return inProgress.add(identity(object));
  }

  /** It is in progress no longer. */
  void end(ObjectSummary object) {
    inProgress.remove(identity(object));
  }

  /**
   * Asks for an object that is in progress, before it is opened; false when another has it, and
   * then it is in progress here no longer, nor when the repository fails.
   */
  boolean take(ObjectSummary object) {
    boolean taken = false;
    try {
      taken = handedOut == null || (eager ? handedOut.add(keyOf(object)) : !isHandedOut(object));
      return taken;
    } finally {
      if (!taken) {
        end(object);
      }
    }
  }

  /** Takes what an object has become in place of what was listed; false when another has it. */
  boolean takeInstead(ObjectSummary now, ObjectSummary listed) {
    release(listed);
    return begin(now) && take(now);
  }

  /** It was processed. */
  void confirm(ObjectSummary object) {
    if (handedOut != null) {
      String text = keyOf(object);
      if (!eager) {
        handedOut.add(text);
      }
      handedOut.confirm(text);
    }
  }

  /** It was not processed, and may be taken again, here or elsewhere. */
  void release(ObjectSummary object) {
    try {
      // without the eager mark, a mark that is there is another's, who has processed it
      if (handedOut != null && eager) {
        handedOut.remove(keyOf(object));
      }
    } finally {
      end(object);
    }
  }

  /** One line of ASCII: repositories keep it in lines of files, with the platform's charset. */
  private static String identity(ObjectSummary object) {
    String key = UrlEncoding.queryComponent(object.key()).replace("%2F", "/");
    return object.bucket() + '/' + key + '@' + object.eTag();
  }

  private String keyOf(ObjectSummary object) {
    if (key == null) {
      return identity(object);
    }
    Exchange exchange = new DefaultExchange(context);
    ObjectHeaders.writeListed(exchange.getMessage(), object);
    return key.evaluate(exchange);
  }
}
