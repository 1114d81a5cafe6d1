package io.github.camelus3.component.consumer;

import io.github.camelus3.client.ObjectContent;
import io.github.camelus3.client.ObjectInfo;
import io.github.camelus3.client.Us3Client;
import io.github.camelus3.client.Us3ObjectNotFoundException;
import io.github.camelus3.component.activity.PollActivity;
import io.github.camelus3.component.message.FailureHeaders;
import io.github.camelus3.component.message.ObjectHeaders;
import io.github.camelus3.component.message.StreamBody;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.RuntimeConfiguration;
import org.apache.camel.spi.Synchronization;
import org.apache.camel.support.UnitOfWorkHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns an object in progress into a message: claims it, opens it, and adds its completion to the
 * exchange. Thread safe.
 *
 * @param uncompleted counts the messages whose completion has not ended
 * @param report receives failures after an exchange
 */
record ObjectDelivery(
    PollSettings settings,
    ProcessedObjects objects,
    ListingProgress progress,
    PollActivity activity,
    AtomicInteger uncompleted,
    ObjectCompletion.Report report) {
  private static final Logger LOG = LoggerFactory.getLogger(ObjectDelivery.class);

  /**
   * Makes an object the message of an exchange. Returns false if the object is gone, or another
   * consumer holds it. On false or an exception the claim is released, but the caller must run the
   * completions of the exchange.
   *
   * @param scope the route, or the context if there is none
   * @throws IOException if the object cannot be opened. The exchange has this failure too
   */
  boolean prepare(
      Us3Client client, Exchange exchange, ObjectClaim claim, RuntimeConfiguration scope)
      throws IOException {
    ObjectInfo listed = claim.object();
    try {
      ObjectHeaders.writeListed(exchange.getMessage(), listed);
      if (!claim.claim() || !open(client, exchange, claim, scope)) {
        progress.failed(listed.key()); // because that consumer may fail
        return false;
      }
      exchange.getExchangeExtension().addOnCompletion(completion(exchange, claim));
      uncompleted.incrementAndGet();
      activity.count(PollActivity.Event.delivered);
      return true;
    } catch (Us3ObjectNotFoundException e) {
      LOG.debug("{}/{} was deleted after it was listed", listed.bucket(), listed.key());
      skipMissing(exchange, claim);
      return false;
    } catch (IOException | RuntimeException e) {
      releaseFailed(exchange, claim, e);
      throw e;
    } catch (Error e) { // such as no memory to cache the object
      RuntimeCamelException failure = new RuntimeCamelException(e);
      releaseFailed(exchange, claim, failure);
      throw failure; // an Error would stop the polling
    }
  }

  /**
   * Opens the current version of the object. Returns false if it is not the listed version, and
   * another consumer holds it.
   */
  private boolean open(
      Us3Client client, Exchange exchange, ObjectClaim claim, RuntimeConfiguration scope)
      throws IOException {
    if (!settings.options().includeBody()) {
      return true;
    }
    ObjectInfo listed = claim.object();
    ObjectContent content = client.getObject(listed.bucket(), listed.key());
    exchange.getMessage().setBody(StreamBody.of(exchange, scope, content));
    ObjectHeaders.writeOpened(exchange.getMessage(), content.info());
    ObjectInfo now = content.info();
    return Objects.equals(now.eTag(), listed.eTag()) || claim.reclaim(now);
  }

  private ObjectCompletion completion(Exchange exchange, ObjectClaim claim) {
    String key = claim.object().key();
    return new ObjectCompletion(
        claim,
        progress,
        objects,
        activity,
        settings.options().afterRead().delete(),
        settings.destinations().afterRead(key, exchange),
        settings.destinations().afterFailure(key, exchange),
        uncompleted,
        report);
  }

  private void skipMissing(Exchange exchange, ObjectClaim claim) {
    try {
      claim.release();
    } catch (RuntimeException e) {
      releaseFailed(exchange, claim, e);
      throw e;
    }
    progress.done(claim.object().key());
  }

  private void releaseFailed(Exchange exchange, ObjectClaim claim, Exception failure) {
    activity.count(PollActivity.Event.failed);
    progress.failed(claim.object().key());
    try {
      claim.release();
    } catch (RuntimeException e) {
      if (e != failure) {
        failure.addSuppressed(e);
      }
    }
    FailureHeaders.fail(exchange, failure);
  }

  /** Closes and releases an object whose exchange no caller has received. */
  void releaseUndelivered(Exchange exchange, ObjectClaim claim) {
    List<Synchronization> completions = exchange.getExchangeExtension().handoverCompletions();
    if (completions.removeIf(ObjectCompletion.class::isInstance)) {
      uncompleted.decrementAndGet();
    }
    UnitOfWorkHelper.doneSynchronizations(exchange, completions);
    progress.failed(claim.object().key());
    claim.release();
  }
}
