package io.github.camelus3.component.consumer;

import io.github.camelus3.client.ObjectInfo;
import io.github.camelus3.client.Us3Client;
import io.github.camelus3.component.activity.Activity;
import io.github.camelus3.component.activity.PollActivity;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Receives one object per call, for {@code pollEnrich}, {@code poll} and {@code ConsumerTemplate}.
 * Between two calls no object is claimed and no connection is open. If there is no object, the
 * bucket is listed again after each {@code delay} of the endpoint.
 *
 * <p>Failures are thrown to a {@code ConsumerTemplate}. A route gets them as the exception of its
 * exchange, with the headers that describe them and the message unchanged. Thread safe.
 */
public final class Us3PollingConsumer extends PollingConsumerSupport
    implements DynamicPollingConsumer {
  /** An older page is listed again, because days can pass between two calls. */
  private static final Duration PAGE_LIFE = Duration.ofSeconds(10);

  private static final Logger LOG = LoggerFactory.getLogger(Us3PollingConsumer.class);

  private final ScheduledPollEndpoint endpoint;
  private final PollSettings settings;
  private final Supplier<SharedClient> clients;
  private final Activity activity;
  private final FailureLog failures;

  // set at the start
  private SharedClient shared;
  private volatile SharedClient source; // the same, but kept after a stop
  private volatile Us3Client client;
  private Executor threads;
  private Executor searches;
  private ListingCursor cursor;
  private ObjectFinder finder;
  private ObjectDelivery delivery;
  private volatile PollActivity polling;
  private volatile CountDownLatch stopped;

  public Us3PollingConsumer(
      ScheduledPollEndpoint endpoint,
      PollSettings settings,
      Supplier<SharedClient> clients,
      Activity activity) {
    super(endpoint);
    this.activity = activity;
    this.endpoint = endpoint;
    this.settings = settings;
    this.clients = clients;
    this.failures = new FailureLog(endpoint.getCamelContext(), LOG, settings.bucket());
    setExceptionHandler(failures);
  }

  @Override
  protected void doStart() throws Exception {
    ServiceHelper.startService(endpoint);
    if (shared == null) { // else an earlier start has failed below
      shared = clients.get();
    }
    source = shared;
    client = shared.client();
    settings.checkStart(client);
    if (polling == null) {
      polling = activity.polling(settings.bucket(), settings.selection().prefix(), null);
    }
    polling.started();
    threads = shared.executor();
    searches = new SerialExecutor(threads);
    cursor = new ListingCursor(settings, settings.options().sortBy(), () -> "");
    finder = new ObjectFinder(settings, cursor, ListingProgress.IGNORED, polling);
    delivery =
        new ObjectDelivery(
            settings,
            new ProcessedObjects(
                client,
                new ObjectCopier(client, threads),
                settings.options().afterRead().jobs(),
                settings.selection().doneFile(),
                polling),
            ListingProgress.IGNORED,
            polling,
            new AtomicInteger(),
            this::report);
    settings.claims().start();
    stopped = new CountDownLatch(1);
  }

  private void report(String message, Exchange exchange, Throwable failure) {
    getExceptionHandler().handleException(message, exchange, failure);
    failures.batchEnded();
  }

  /** Calls that wait for the next search return without an object. */
  @Override
  protected void doStop() {
    stopped.countDown();
    if (shared != null) {
      shared.close();
      shared = null;
    }
    if (polling != null) {
      polling.ended();
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

  private Exchange receiveOrThrow(Duration timeout) {
    try {
      return receive(endpoint.getCamelContext(), timeout);
    } catch (IOException e) {
      throw new RuntimeCamelException(e);
    }
  }

  /**
   * Receives for the exchange of a route. The completions move to that exchange at once, so that
   * they run with any aggregation strategy.
   */
  private Exchange receiveFor(Exchange original, Duration timeout) {
    Exchange received;
    try {
      Route route = ExchangeHelper.getRoute(original);
      received = receive(route != null ? route : endpoint.getCamelContext(), timeout);
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
   * Searches until an object is found or the timeout expires.
   *
   * @param timeout null to wait for ever, zero to search once
   * @return null after the timeout, an interrupt or a stop
   */
  private Exchange receive(RuntimeConfiguration scope, Duration timeout) throws IOException {
    if (!isStarted()) {
      throw new RejectedExecutionException(
          this + " is not started, but in state: " + getStatus().name());
    }
    CountDownLatch stop = stopped;
    Deadline deadline = Deadline.after(timeout == null || timeout.isZero() ? null : timeout);
    while (true) {
      Search search = new Search(scope);
      search.start();
      Exchange received = search.await(deadline);
      if (received != null || search.isCancelled || !isStarted()) {
        return received;
      }
      if (endpoint.isSendEmptyMessageWhenIdle()) {
        return endpoint.createExchange();
      }
      if ((timeout != null && timeout.isZero()) || !pause(stop, deadline)) {
        return null;
      }
    }
  }

  /** Waits before the next search. Returns false after a stop, the timeout or an interrupt. */
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

  /** The end of a call. */
  private record Deadline(long startNanos, long limitNanos) {
    /**
     * Returns a deadline that starts now.
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

  /** Keeps the client open until its object is processed, also after a stop of this consumer. */
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

  /** One search, on a thread of the endpoint, so that the caller can stop waiting for it. */
  private final class Search {
    private final RuntimeConfiguration scope;
    private final Us3Client calls = client.scoped();

    /** Completes with an object, or with null if there is none or the caller has cancelled. */
    private final CompletableFuture<Exchange> found = new CompletableFuture<>();

    /** Used by the caller's thread only. */
    private boolean isCancelled;

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
        polling.polling();
        List<ObjectClaim> one = new ArrayList<>(1);
        cursor.dropPageOlderThan(PAGE_LIFE);
        finder.find(calls, one, 1, () -> !found.isDone() && isStarted());
        if (one.isEmpty()) {
          polling.succeeded();
          found.complete(null);
        } else {
          startOpening(one.get(0));
        }
      } catch (Throwable e) { // an Error too must reach the caller
        fail(e);
      }
    }

    /** A search that its caller has cancelled is no failure. */
    private void fail(Throwable failure) {
      if (!found.isDone()) {
        polling.failed(failure);
      }
      found.completeExceptionally(failure);
    }

    /** Opens the object on another thread, so that the next search can start. */
    private void startOpening(ObjectClaim claim) {
      try {
        threads.execute(() -> open(claim));
      } catch (RejectedExecutionException e) {
        finder.returnToListing(claim);
        throw e;
      }
    }

    private void open(ObjectClaim claim) {
      Exchange exchange = endpoint.createExchange();
      exchange.getExchangeExtension().addOnCompletion(new ClientUse(source)); // runs last
      boolean isPrepared = false;
      try {
        isPrepared = delivery.prepare(calls, exchange, claim, scope);
        polling.succeeded();
      } catch (Throwable e) {
        fail(e);
      }
      if (!isPrepared) {
        UnitOfWorkHelper.doneSynchronizations(
            exchange, exchange.getExchangeExtension().handoverCompletions());
        start(); // does nothing after a failure
      } else if (!found.complete(exchange)) {
        releaseUndelivered(exchange, claim);
      }
    }

    private void releaseUndelivered(Exchange exchange, ObjectClaim claim) {
      try {
        delivery.releaseUndelivered(exchange, claim);
      } catch (RuntimeException e) {
        ObjectInfo object = claim.object();
        report("Cannot release the object " + object.bucket() + '/' + object.key(), exchange, e);
      }
    }

    /** Returns the object; null if there is none, or the deadline passes first. */
    Exchange await(Deadline deadline) throws IOException {
      try {
        return found.get(deadline.leftNanos(), TimeUnit.NANOSECONDS);
      } catch (TimeoutException e) {
        return cancel();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return cancel();
      } catch (ExecutionException e) {
        throw unwrapped(e.getCause());
      }
    }

    /** Cancels the search, and returns null unless it has just ended. */
    private Exchange cancel() throws IOException {
      isCancelled = found.complete(null);
      if (isCancelled) {
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
