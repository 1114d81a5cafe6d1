package io.github.camelus3.component.consumer;

import io.github.camelus3.client.ObjectContent;
import io.github.camelus3.client.ObjectInfo;
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
    ProcessedObjects objects,
    ListingProgress progress,
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
    ObjectInfo listed = claim.object();
    try {
      ObjectHeaders.writeListed(exchange.getMessage(), listed);
      if (!claim.claim() || !open(client, exchange, claim, scope)) {
        progress.failed(listed.key()); // the consumer that holds it may fail
        return false;
      }
      exchange.getExchangeExtension().addOnCompletion(completion(exchange, claim));
      return true;
    } catch (Us3ObjectNotFoundException e) {
      LOG.debug("{}/{} is gone since it was listed", listed.bucket(), listed.key());
      skipMissing(exchange, claim);
      return false;
    } catch (IOException | RuntimeException e) {
      releaseFailed(exchange, claim, e);
      throw e;
    } catch (Error e) { // such as no memory for an object that the route wants cached
      RuntimeCamelException failure = new RuntimeCamelException(e);
      releaseFailed(exchange, claim, failure);
      throw failure; // Camel would poll no more after an Error
    }
  }

  /**
   * Opens the object as it is now; false if that is another version, which another consumer holds.
   */
  private boolean open(
      Us3Client client, Exchange exchange, ObjectClaim claim, RuntimeConfiguration scope)
      throws IOException {
    if (!settings.options().isIncludeBody()) {
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
        settings.options().isDeleteAfterRead(),
        settings.destinations().afterRead(key, exchange),
        settings.destinations().afterFailure(key, exchange),
        completing,
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

  /** Gives back an object that nobody has taken from its exchange, and closes it. */
  void releaseUndelivered(Exchange exchange, ObjectClaim claim) {
    List<Synchronization> completions = exchange.getExchangeExtension().handoverCompletions();
    completions.removeIf(ObjectCompletion.class::isInstance);
    UnitOfWorkHelper.doneSynchronizations(exchange, completions);
    progress.failed(claim.object().key());
    claim.release();
  }
}
