package io.github.camelus3.component.consumer;

import io.github.camelus3.client.ObjectInfo;
import io.github.camelus3.component.consumer.MoveTargets.Destination;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.spi.Synchronization;

/**
 * What happens to an object when its exchange is done, on whatever thread that is. Knows the object
 * as it was handed out: nothing is read from the message, which the route may have changed.
 *
 * @param deletes whether it is deleted after it was processed
 * @param afterRead where it is moved to after it was processed; null not to move
 * @param afterFailure where it is moved to after its exchange failed; null not to move
 * @param completing how many of these are at work: Camel counts their exchanges as done already
 */
record ObjectCompletion(
    ObjectClaim claim,
    ListingProgress progress,
    ProcessedObjects objects,
    boolean deletes,
    Destination afterRead,
    Destination afterFailure,
    AtomicInteger completing,
    Report report)
    implements Synchronization {

  /** Takes what goes wrong after an exchange. */
  interface Report {
    void failure(String message, Exchange exchange, Exception failure);
  }

  private interface Step {
    void run() throws IOException;
  }

  private ObjectInfo object() {
    return claim.object();
  }

  @Override
  public void onComplete(Exchange exchange) {
    completing.incrementAndGet();
    try {
      if (exchange.isRollbackOnly()) {
        failed(exchange);
      } else {
        processed(exchange);
      }
    } finally {
      completing.decrementAndGet();
    }
  }

  @Override
  public void onFailure(Exchange exchange) {
    completing.incrementAndGet();
    try {
      failed(exchange);
    } finally {
      completing.decrementAndGet();
    }
  }

  private void processed(Exchange exchange) {
    // first, so that an object that then cannot be deleted is not processed again
    attempt("remember %s as processed", exchange, claim::confirm);
    if (afterRead != null) {
      attempt("move %s to " + afterRead, exchange, () -> objects.move(object(), afterRead));
    } else if (deletes) {
      attempt("delete %s", exchange, () -> objects.delete(object()));
    }
    progress.done(object().key());
    attempt("end the progress of %s", exchange, claim::removeInProgress);
  }

  private void failed(Exchange exchange) {
    if (afterFailure != null) {
      attempt("move %s to " + afterFailure, exchange, () -> objects.move(object(), afterFailure));
    }
    progress.failed(object().key());
    attempt("give back %s", exchange, claim::release);
  }

  /**
   * Makes a step, whatever became of those before it.
   *
   * @param what the step, with %s for the object
   */
  private void attempt(String what, Exchange exchange, Step step) {
    try {
      step.run();
    } catch (IOException | RuntimeException e) {
      String name = "the object " + object().bucket() + '/' + object().key();
      report.failure("Cannot " + what.replace("%s", name), exchange, e);
    }
  }
}
