package io.github.camelus3.component.consumer;

import io.github.camelus3.client.ObjectInfo;
import io.github.camelus3.component.activity.PollActivity;
import io.github.camelus3.component.consumer.MoveTargets.Destination;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.spi.Synchronization;

/**
 * Deletes, moves or releases an object when its exchange is done, on any thread. The message is not
 * read, because the route may have changed it.
 *
 * @param deletes whether a processed object is deleted
 * @param afterRead the destination of a processed object; null not to move it
 * @param afterFailure the destination of a failed object; null not to move it
 * @param uncompleted is decremented at the end: Camel counts the exchange as done before
 */
record ObjectCompletion(
    ObjectClaim claim,
    ListingProgress progress,
    ProcessedObjects objects,
    PollActivity activity,
    boolean deletes,
    Destination afterRead,
    Destination afterFailure,
    AtomicInteger uncompleted,
    Report report)
    implements Synchronization {

  /** Receives failures after an exchange. */
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
    try {
      if (exchange.isRollbackOnly()) {
        failed(exchange);
      } else {
        processed(exchange);
      }
    } finally {
      uncompleted.decrementAndGet();
    }
  }

  @Override
  public void onFailure(Exchange exchange) {
    try {
      failed(exchange);
    } finally {
      uncompleted.decrementAndGet();
    }
  }

  private void processed(Exchange exchange) {
    // first: an object whose deletion fails must not be processed again
    attempt("remember %s as processed", exchange, claim::confirm);
    if (afterRead != null) {
      attempt("move %s to " + afterRead, exchange, () -> objects.move(object(), afterRead));
    } else if (deletes) {
      attempt("delete %s", exchange, () -> objects.delete(object()));
    }
    progress.done(object().key());
    attempt("remove the in-progress mark of %s", exchange, claim::removeInProgress);
  }

  private void failed(Exchange exchange) {
    activity.count(PollActivity.Event.failed);
    if (afterFailure != null) {
      attempt("move %s to " + afterFailure, exchange, () -> objects.move(object(), afterFailure));
    }
    progress.failed(object().key());
    attempt("release %s", exchange, claim::release);
  }

  /**
   * Runs a step and reports its failure, so that the next step runs too.
   *
   * @param what describes the step, with %s for the object
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
