package io.github.camelus3.component.consumer;

import io.github.camelus3.client.ObjectSummary;
import io.github.camelus3.client.Us3Client;
import io.github.camelus3.component.clients.SharedClient;
import io.github.camelus3.component.message.FailureHeaders;
import io.github.camelus3.transfer.ObjectCopier;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.camel.DynamicPollingConsumer;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.RuntimeConfiguration;
import org.apache.camel.support.ExchangeHelper;
import org.apache.camel.support.PollingConsumerSupport;
import org.apache.camel.support.ScheduledPollEndpoint;
import org.apache.camel.support.SynchronizationAdapter;
import org.apache.camel.support.UnitOfWorkHelper;
import org.apache.camel.support.service.ServiceHelper;

/**
 * Hands out one object each time it is asked: for {@code pollEnrich}, {@code poll} and {@code
 * ConsumerTemplate}. Between two demands nothing is claimed and no connection is open. While
 * nothing is there, the bucket is listed again after each {@code delay} of the endpoint.
 *
 * <p>A {@code ConsumerTemplate} gets a failure thrown; a route gets it as the exchange's own
 * exception, with the headers that describe it and its message unchanged. Thread safe.
 */
public final class Us3PollingConsumer extends PollingConsumerSupport
    implements DynamicPollingConsumer {
  /** A page of the listing that is older is read again: days may lie between two demands. */
  private static final Duration PAGE_LIFE = Duration.ofSeconds(10);

  private final ScheduledPollEndpoint endpoint;
  private final PollSettings settings;
  private final Supplier<SharedClient> clients;

  // set at the start
  private SharedClient shared;
  private volatile SharedClient source; // the same, also when stopped
  private volatile Us3Client client;
  private Executor threads;
  private Executor searches;
  private ListingCursor walk;
  private ObjectFinder finder;
  private ObjectDelivery handOut;
  private volatile CountDownLatch stopped;

  public Us3PollingConsumer(
      ScheduledPollEndpoint endpoint, PollSettings settings, Supplier<SharedClient> clients) {
    super(endpoint);
    this.endpoint = endpoint;
    this.settings = settings;
    this.clients = clients;
  }

  @Override
  protected void doStart() throws Exception {
    ServiceHelper.startService(endpoint);
    if (shared == null) { // else a start before this one has failed later
      shared = clients.get();
    }
    source = shared;
    client = shared.client();
    threads = shared.executor();
    searches = new SerialExecutor(threads);
    ResumePosition position = new ResumePosition(); // resuming is for routes
    walk = new ListingCursor(settings, settings.options().sortBy(), () -> "");
    finder = new ObjectFinder(settings, walk, position);
    handOut =
        new ObjectDelivery(
            settings,
            new ProcessedObjects(
                client,
                new ObjectCopier(client, threads),
                settings.options().afterRead().jobs(),
                settings.selection().doneFile()),
            position,
            new AtomicInteger(),
            (message, exchange, failure) ->
                getExceptionHandler().handleException(message, exchange, failure));
    settings.claims().start();
    stopped = new CountDownLatch(1);
  }

  /** Demands that wait for the next search end without an object. */
  @Override
  protected void doStop() {
    stopped.countDown();
    if (shared != null) {
      shared.close();
      shared = null;
    }
  }

  @Override
  public Exchange receive() {
    return receiveOrThrow(null);
  }

  @Override
  public Exchange receiveNoWait() {
    return receiveOrThrow(Duration.ZERO);
  }

  @Override
  public Exchange receive(long timeout) {
    return receiveOrThrow(Duration.ofMillis(Math.max(timeout, 0)));
  }

  @Override
  public Exchange receive(Exchange exchange) {
    return receiveFor(exchange, null);
  }

  @Override
  public Exchange receiveNoWait(Exchange exchange) {
    return receiveFor(exchange, Duration.ZERO);
  }

  @Override
  public Exchange receive(Exchange exchange, long timeout) {
    return receiveFor(exchange, Duration.ofMillis(Math.max(timeout, 0)));
  }

  private Exchange receiveOrThrow(Duration patience) {
    try {
      return receive(endpoint.getCamelContext(), patience);
    } catch (IOException e) {
      throw new RuntimeCamelException(e);
    }
  }

  /**
   * Receives for the exchange of a route. What has to be done when the object is processed is tied
   * to that exchange at once, so that it is done whatever an aggregation strategy makes of the two.
   */
  private Exchange receiveFor(Exchange original, Duration patience) {
    Exchange received;
    try {
      Route route = ExchangeHelper.getRoute(original);
      received = receive(route != null ? route : endpoint.getCamelContext(), patience);
    } catch (IOException | RuntimeException e) {
      Exchange failed = endpoint.createExchange();
      failed.getMessage().copyFrom(original.getMessage());
      FailureHeaders.fail(failed, e);
      return failed;
    }
    if (received != null) {
      received.getExchangeExtension().handoverCompletions(original);
    }
    return received;
  }

  /**
   * Searches until an object is found or the time is up.
   *
   * @param patience null to wait for ever, zero to search once
   * @return null when the time is up, the thread was interrupted or this was stopped
   */
  private Exchange receive(RuntimeConfiguration scope, Duration patience) throws IOException {
    if (!isStarted()) {
      throw new RejectedExecutionException(
          this + " is not started, but in state: " + getStatus().name());
    }
    CountDownLatch stop = stopped;
    Deadline deadline = Deadline.after(patience == null || patience.isZero() ? null : patience);
    while (true) {
      Search search = new Search(scope);
      search.start();
      Exchange received = search.await(deadline);
      if (received != null || search.isGivenUp || !isStarted()) {
        return received;
      }
      if (endpoint.isSendEmptyMessageWhenIdle()) {
        return endpoint.createExchange();
      }
      if ((patience != null && patience.isZero()) || !pause(stop, deadline)) {
        return null;
      }
    }
  }

  /** Waits for the next search; false if there is none to be. */
  private boolean pause(CountDownLatch stop, Deadline deadline) {
    long delay = endpoint.getTimeUnit().toNanos(Math.max(endpoint.getDelay(), 1));
    try {
      return !stop.await(Math.min(delay, deadline.leftNanos()), TimeUnit.NANOSECONDS)
          && deadline.leftNanos() > 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** When a demand ends. */
  private record Deadline(long startNanos, long limitNanos) {
    /**
     * A deadline from now on.
     *
     * @param limit null for none
     */
    static Deadline after(Duration limit) {
      return new Deadline(System.nanoTime(), limit == null ? Long.MAX_VALUE : limit.toNanos());
    }

    long leftNanos() {
      return limitNanos == Long.MAX_VALUE
          ? limitNanos
          : limitNanos - (System.nanoTime() - startNanos);
    }
  }

  /** Keeps the client until its object is processed, which may be long after this was stopped. */
  private static final class ClientUse extends SynchronizationAdapter {
    private final SharedClient client;

    ClientUse(SharedClient client) {
      this.client = client;
      client.hold();
    }

    @Override
    public void onDone(Exchange exchange) {
      client.close();
    }
  }

  /** One search, on a thread of the endpoint, so that the caller need not wait for its end. */
  private final class Search {
    private final RuntimeConfiguration scope;
    private final Us3Client calls = client.scoped();

    /** Done when there is an object, when there is none, or when the caller has given up. */
    private final CompletableFuture<Exchange> found = new CompletableFuture<>();

    /** Read and written by the caller alone. */
    private boolean isGivenUp;

    Search(RuntimeConfiguration scope) {
      this.scope = scope;
    }

    void start() {
      try {
        searches.execute(this::find);
      } catch (RejectedExecutionException e) {
        found.completeExceptionally(e);
      }
    }

    private void find() {
      if (found.isDone()) {
        return;
      }
      try {
        List<ObjectClaim> one = new ArrayList<>(1);
        walk.dropPageOlderThan(PAGE_LIFE);
        finder.find(calls, one, 1, () -> !found.isDone() && isStarted());
        if (one.isEmpty()) {
          found.complete(null);
        } else {
          startOpening(one.get(0));
        }
      } catch (Throwable e) { // an Error too must reach the caller
        found.completeExceptionally(e);
      }
    }

    /** Opens on another thread: the next search need not wait for it. */
    private void startOpening(ObjectClaim claim) {
      try {
        threads.execute(() -> open(claim));
      } catch (RejectedExecutionException e) {
        finder.putBack(claim);
        throw e;
      }
    }

    private void open(ObjectClaim claim) {
      Exchange exchange = endpoint.createExchange();
      exchange.getExchangeExtension().addOnCompletion(new ClientUse(source)); // is the last to run
      boolean isPrepared = false;
      try {
        isPrepared = handOut.prepare(calls, exchange, claim, scope);
      } catch (Throwable e) {
        found.completeExceptionally(e);
      }
      if (!isPrepared) {
        UnitOfWorkHelper.doneSynchronizations(
            exchange, exchange.getExchangeExtension().handoverCompletions());
        start(); // does nothing more if that was a failure
      } else if (!found.complete(exchange)) {
        takeBack(exchange, claim);
      }
    }

    private void takeBack(Exchange exchange, ObjectClaim claim) {
      try {
        handOut.takeBack(exchange, claim);
      } catch (RuntimeException e) {
        ObjectSummary object = claim.object();
        getExceptionHandler()
            .handleException(
                "Cannot give back the object " + object.bucket() + '/' + object.key(), exchange, e);
      }
    }

    /** What was found; null for nothing, or if it takes longer. */
    Exchange await(Deadline deadline) throws IOException {
      try {
        return found.get(deadline.leftNanos(), TimeUnit.NANOSECONDS);
      } catch (TimeoutException e) {
        return giveUp();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return giveUp();
      } catch (ExecutionException e) {
        throw unwrapped(e.getCause());
      }
    }

    /** Breaks the search off, unless it has ended this moment. */
    private Exchange giveUp() throws IOException {
      isGivenUp = found.complete(null);
      if (isGivenUp) {
        calls.close();
      }
      try {
        return found.join();
      } catch (CompletionException e) {
        throw unwrapped(e.getCause());
      }
    }

    private IOException unwrapped(Throwable failure) {
      if (failure instanceof RuntimeException unchecked) {
        throw unchecked;
      }
      if (failure instanceof Error error) {
        throw error;
      }
      return (IOException) failure;
    }
  }
}
