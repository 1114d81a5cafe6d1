package io.github.camelus3.component.consumer;

import io.github.camelus3.client.ServiceHost;
import io.github.camelus3.component.options.ConsumerSettings;
import io.github.camelus3.component.options.OptionExpression;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.LanguageSupport;

/**
 * Where objects are moved to after they were processed, or could not be. Immutable.
 *
 * @param moves whether objects that were processed are moved
 * @param bucket null for the polled one
 * @param prefix null for none
 * @param suffix null for none
 * @param cutOff what is cut off the key first; may be empty
 * @param failed what is put in front of the key of an object that failed; null to leave it
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

  /** What can be told at the start: whether an object with any key would come back. */
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

  /** Where an object goes that is processed; null when it stays or is deleted. */
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

  /** Where an object goes that cannot be processed; null when it stays. */
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
