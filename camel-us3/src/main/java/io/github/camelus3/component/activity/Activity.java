package io.github.camelus3.component.activity;

import io.github.camelus3.client.ForwardingListener;
import io.github.camelus3.client.RequestListener;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a component does. Producers, consumers, webhooks and clients report here; a {@link Meter},
 * the developer console and JMX read it. Nothing here fails an exchange. Thread safe.
 */
public final class Activity {
  /** The number of failures that are remembered. */
  public static final int MAX_FAILURES = 50;

  private static final Logger LOG = LoggerFactory.getLogger(Activity.class);

  private final Set<OperationActivity> operations = ConcurrentHashMap.newKeySet();
  private final Set<PollActivity> pollers = ConcurrentHashMap.newKeySet();
  private final Set<WebhookActivity> webhooks = ConcurrentHashMap.newKeySet();
  private final Deque<FailedOperation> failures = new ArrayDeque<>(); // guarded by itself
  private final OperationCounts totals = new OperationCounts();
  private final RequestListener requests =
      new ForwardingListener() {
        @Override
        protected void tell(Consumer<RequestListener> event) {
          tellMeter(event::accept);
        }
      };
  private volatile Supplier<List<ClientActivity>> clients = List::of;
  private volatile Supplier<Meter> meters = () -> Meter.NONE;
  private volatile Meter meter = Meter.NONE;
  private volatile Guard guard = new Guard(); // a new one for each meter

  /**
   * Sends all further figures to a meter too. Its exceptions are logged, the first as a warning.
   */
  public void meter(Meter value) {
    guard = new Guard();
    meter = value;
  }

  /**
   * Sets where a meter is looked for while there is none: now, and at each start of a producer,
   * consumer or webhook. An application may make its metrics later than this component.
   */
  public void meters(Supplier<Meter> source) {
    meters = source;
    findMeter();
  }

  /** Looks for a meter if there is none. */
  public synchronized void findMeter() {
    if (meter == Meter.NONE) {
      try {
        meter(meters.get());
      } catch (RuntimeException | LinkageError e) {
        LOG.warn("Metrics could not be turned on", e);
      }
    }
  }

  /** Ends the metrics. */
  public synchronized void closeMeter() {
    meters = () -> Meter.NONE;
    tellMeter(Meter::close);
    meter(Meter.NONE);
  }

  /** Sets the source of the clients as they are at the moment. */
  public void clients(Supplier<List<ClientActivity>> value) {
    clients = value;
  }

  /** Is told of every request of the component's clients. */
  public RequestListener requests() {
    return requests;
  }

  /**
   * An exchange waits for its turn. Ends with {@link OperationActivity#ended}.
   *
   * @param counts of the endpoint
   */
  public OperationActivity waiting(Exchange exchange, String bucket, OperationCounts counts) {
    OperationActivity operation = new OperationActivity(this, exchange, bucket, counts);
    operations.add(operation);
    return operation;
  }

  void ended(OperationActivity operation, Throwable failure) {
    operations.remove(operation);
    totals.ended(operation, failure);
    if (failure != null) {
      remember(FailedOperation.of(operation, failure, Instant.now()));
    }
    tellMeter(to -> to.operationEnded(operation, failure));
  }

  private void remember(FailedOperation failure) {
    synchronized (failures) {
      if (failures.size() == MAX_FAILURES) {
        failures.removeFirst();
      }
      failures.addLast(failure);
    }
  }

  /**
   * A consumer, which starts later.
   *
   * @param routeId null for a consumer outside of routes
   */
  public PollActivity polling(String bucket, String prefix, String routeId) {
    return new PollActivity(this, bucket, prefix, routeId);
  }

  void started(PollActivity poller) {
    findMeter();
    pollers.add(poller);
  }

  void ended(PollActivity poller) {
    pollers.remove(poller);
  }

  /** The webhook routes of an endpoint, which start later. */
  public WebhookActivity webhook(String bucket) {
    return new WebhookActivity(this, bucket);
  }

  void started(WebhookActivity webhook) {
    findMeter();
    webhooks.add(webhook);
  }

  void ended(WebhookActivity webhook) {
    webhooks.remove(webhook);
  }

  void tellMeter(Consumer<Meter> event) {
    Meter to = meter;
    if (to == Meter.NONE) {
      return;
    }
    guard.run(() -> event.accept(to));
  }

  /** The exchanges of producers that wait or run. */
  public Collection<OperationActivity> operations() {
    return List.copyOf(operations);
  }

  /**
   * Cancels the operation of an exchange, which then fails. An upload in parts is aborted, or kept
   * if it can be resumed.
   *
   * @return the operation; empty if it neither waits nor runs
   */
  public Optional<OperationActivity> cancel(String exchangeId) {
    return operations.stream()
        .filter(operation -> operation.exchangeId().equals(exchangeId))
        .filter(OperationActivity::cancel)
        .findFirst();
  }

  /** The last {@value #MAX_FAILURES} failures, oldest first. */
  public List<FailedOperation> failures() {
    synchronized (failures) {
      return List.copyOf(failures);
    }
  }

  /** The started consumers. */
  public Collection<PollActivity> pollers() {
    return List.copyOf(pollers);
  }

  /** The started webhook routes. */
  public Collection<WebhookActivity> webhooks() {
    return List.copyOf(webhooks);
  }

  /** The clients as they are now. */
  public List<ClientActivity> clients() {
    return clients.get();
  }

  /** The figures of all producers since the component was made. */
  public OperationCounts totals() {
    return totals;
  }
}
