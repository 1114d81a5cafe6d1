package io.github.camelus3.component.consumer;

import io.github.camelus3.client.ServiceHost;
import io.github.camelus3.component.options.ConsumerSettings;
import io.github.camelus3.component.options.OptionExpression;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.LanguageSupport;

/**
 * The destinations of objects after success and after failure. Immutable.
 *
 * @param moves whether processed objects are moved
 * @param bucket null for the polled bucket
 * @param prefix null for none
 * @param suffix null for none
 * @param cutOff the prefix that is removed from keys first; may be empty
 * @param failed the prefix for keys of failed objects; null if they are not moved
 */
record MoveTargets(
    ObjectSelection polled,
    String polledBucket,
    boolean moves,
    OptionExpression bucket,
    OptionExpression prefix,
    OptionExpression suffix,
    String cutOff,
    OptionExpression failed) {

  /** A bucket and a key in it. */
  record Destination(String bucket, String key) {
    @Override
    public String toString() {
      return bucket + '/' + key;
    }
  }

  static MoveTargets of(ConsumerSettings settings, ObjectSelection polled, CamelContext context) {
    ConsumerSettings.AfterRead options = settings.afterRead();
    boolean moves = options.move();
    refuseIf(
        moves && options.delete(),
        "options deleteAfterRead and moveAfterRead cannot be used together");
    boolean hasTarget =
        options.destinationBucket() != null
            || options.destinationKeyPrefix() != null
            || options.destinationKeySuffix() != null;
    refuseIf(
        hasTarget && !moves,
        "options destinationBucket, destinationKeyPrefix and destinationKeySuffix need"
            + " moveAfterRead=true");
    refuseIf(
        moves && !hasTarget && !options.removePrefixOnMove(),
        "option moveAfterRead needs one of destinationBucket, destinationKeyPrefix,"
            + " destinationKeySuffix and removePrefixOnMove");
    String bucket = options.destinationBucket();
    if (bucket != null && !LanguageSupport.hasSimpleFunction(bucket)) {
      ServiceHost.requireBucket("option destinationBucket", bucket);
    }
    refuseIf(
        options.removePrefixOnMove() && polled.prefix().isEmpty(),
        "option removePrefixOnMove needs prefix");
    MoveTargets destinations =
        new MoveTargets(
            polled,
            settings.bucket(),
            moves,
            OptionExpression.of(context, "destinationBucket", options.destinationBucket()),
            OptionExpression.of(context, "destinationKeyPrefix", options.destinationKeyPrefix()),
            OptionExpression.of(context, "destinationKeySuffix", options.destinationKeySuffix()),
            options.removePrefixOnMove() ? polled.prefix() : "",
            OptionExpression.of(context, "moveFailed", options.moveFailed()));
    destinations.tryOut(context);
    return destinations;
  }

  /** Checks at the start, if the options allow it, that moved objects are not polled again. */
  private void tryOut(CamelContext context) {
    if (polled.include() != null || polled.exclude() != null) {
      return; // depends on the key
    }
    Exchange none = new DefaultExchange(context);
    String any = polled.fileName() != null ? polled.fileName() : polled.prefix() + "x";
    if (moves && areConstant(bucket, prefix, suffix)) {
      afterRead(any, none);
    }
    if (areConstant(failed)) {
      afterFailure(any, none);
    }
  }

  /** Returns the destination of a processed object; null if it is not moved. */
  Destination afterRead(String key, Exchange exchange) {
    if (!moves) {
      return null;
    }
    String target = value(prefix, exchange) + cut(key) + value(suffix, exchange);
    String in =
        bucket == null
            ? polledBucket
            : ServiceHost.requireBucket("option destinationBucket", bucket.evaluate(exchange));
    return checked("destinationKeyPrefix and destinationKeySuffix", in, target);
  }

  /** Returns the destination of a failed object; null if it is not moved. */
  Destination afterFailure(String key, Exchange exchange) {
    return failed == null
        ? null
        : checked("moveFailed", polledBucket, value(failed, exchange) + cut(key));
  }

  private String cut(String key) {
    return key.startsWith(cutOff) ? key.substring(cutOff.length()) : key;
  }

  private Destination checked(String options, String in, String key) {
    refuseIf(key.isEmpty(), "option " + options + ": the key of the moved object would be empty");
    if (in.equals(polledBucket) && polled.selects(key)) {
      throw new IllegalArgumentException(
          "option "
              + options
              + ": an object moved to "
              + in
              + '/'
              + key
              + " would be polled again");
    }
    return new Destination(in, key);
  }

  private static String value(OptionExpression option, Exchange exchange) {
    return option == null ? "" : option.valueOrEmpty(exchange);
  }

  private static boolean areConstant(OptionExpression... options) {
    for (OptionExpression option : options) {
      if (option != null && !option.isConstant()) {
        return false;
      }
    }
    return true;
  }

  private static void refuseIf(boolean refused, String message) {
    if (refused) {
      throw new IllegalArgumentException(message);
    }
  }
}
