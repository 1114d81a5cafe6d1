package io.github.camelus3.component.consumer;

import io.github.camelus3.client.ObjectContent;
import io.github.camelus3.client.ObjectSummary;
import io.github.camelus3.client.Us3Client;
import io.github.camelus3.client.Us3ObjectNotFoundException;
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
 * Makes exchanges of objects that are in progress: claims and opens an object, and fixes what
 * happens to it when its exchange is done. Thread safe.
 *
 * @param completing counts the objects that are being deleted or moved
 * @param report takes what goes wrong after an exchange
 */
record ObjectDelivery(
    PollSettings settings,
    ProcessedObjects disposal,
    ResumePosition position,
    AtomicInteger completing,
    ObjectCompletion.Report report) {
  private static final Logger LOG = LoggerFactory.getLogger(ObjectDelivery.class);

  /**
   * Makes an object the message of an exchange. Returns false if the object is gone, or another
   * consumer holds it. On false or an exception the object is given back, and the exchange has
   * completions that must run.
   *
   * @param scope the route, or the context when there is none
   * @throws IOException if the object cannot be opened; the exchange has the failure too
   */
  boolean prepare(
      Us3Client client, Exchange exchange, ObjectClaim claim, RuntimeConfiguration scope)
      throws IOException {
    ObjectSummary listed = claim.object();
    try {
      ObjectHeaders.writeListed(exchange.getMessage(), listed);
      if (!claim.take() || !open(client, exchange, claim, scope)) {
        position.failed(listed.key()); // the consumer that holds it may fail
        return false;
      }
      exchange.getExchangeExtension().addOnCompletion(completion(exchange, claim));
      return true;
    } catch (Us3ObjectNotFoundException e) {
      LOG.debug("{}/{} is gone since it was listed", listed.bucket(), listed.key());
      forget(exchange, claim);
      return false;
    } catch (IOException | RuntimeException e) {
      giveUp(exchange, claim, e);
      throw e;
    } catch (Error e) { // such as no memory for an object that the route wants cached
      RuntimeCamelException failure = new RuntimeCamelException(e);
      giveUp(exchange, claim, failure);
      throw failure; // Camel would poll no more after an Error
    }
  }

  /**
   * Opens the object as it is now; false if that is another version, which another consumer holds.
   */
  private boolean open(
      Us3Client client, Exchange exchange, ObjectClaim claim, RuntimeConfiguration scope)
      throws IOException {
    if (!settings.options().includeBody()) {
      return true;
    }
    ObjectSummary listed = claim.object();
    ObjectContent content = client.getObject(listed.bucket(), listed.key());
    exchange.getMessage().setBody(StreamBody.of(exchange, scope, content));
    ObjectHeaders.writeOpened(exchange.getMessage(), content.info());
    ObjectSummary now = ListingCursor.listed(content.info());
    return Objects.equals(now.eTag(), listed.eTag()) || claim.takeInstead(now);
  }

  private ObjectCompletion completion(Exchange exchange, ObjectClaim claim) {
    String key = claim.object().key();
    return new ObjectCompletion(
        claim,
        position,
        disposal,
        settings.options().afterRead().delete(),
        settings.destinations().afterRead(key, exchange),
        settings.destinations().afterFailure(key, exchange),
        completing,
        report);
  }

  private void forget(Exchange exchange, ObjectClaim gone) {
    try {
      gone.release();
    } catch (RuntimeException e) {
      giveUp(exchange, gone, e);
      throw e;
    }
    position.done(gone.object().key());
  }

  private void giveUp(Exchange exchange, ObjectClaim claim, Exception failure) {
    position.failed(claim.object().key());
    try {
      claim.release();
    } catch (RuntimeException e) {
      if (e != failure) {
        failure.addSuppressed(e);
      }
    }
    FailureHeaders.fail(exchange, failure);
  }

  /** Gives back an object that nobody has taken from its exchange, and closes it. */
  void takeBack(Exchange exchange, ObjectClaim claim) {
    List<Synchronization> completions = exchange.getExchangeExtension().handoverCompletions();
    completions.removeIf(ObjectCompletion.class::isInstance);
    UnitOfWorkHelper.doneSynchronizations(exchange, completions);
    position.failed(claim.object().key());
    claim.release();
  }
}
