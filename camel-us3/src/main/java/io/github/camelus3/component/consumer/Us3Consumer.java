package io.github.camelus3.component.consumer;

import io.github.camelus3.client.ObjectInfo;
import io.github.camelus3.client.Us3Client;
import io.github.camelus3.client.Us3ServiceException;
import io.github.camelus3.component.Us3SortBy;
import io.github.camelus3.component.activity.Activity;
import io.github.camelus3.component.activity.PollActivity;
import io.github.camelus3.component.clients.SharedClient;
import io.github.camelus3.transfer.ObjectCopier;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.Processor;
import org.apache.camel.RuntimeConfiguration;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.resume.Resumable;
import org.apache.camel.resume.ResumeAware;
import org.apache.camel.resume.ResumeStrategy;
import org.apache.camel.support.DefaultPollingConsumerPollStrategy;
import org.apache.camel.support.LoggingExceptionHandler;
import org.apache.camel.support.ScheduledBatchPollingConsumer;
import org.apache.camel.support.UnitOfWorkHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Polls a bucket. A poll takes a batch of objects, from where the last poll stopped in the listing.
 * The objects are routed one after another; each is opened just before. One thread polls. Exchanges
 * may end on any thread.
 */
@ManagedResource(description = "Managed US3 consumer")
public final class Us3Consumer extends ScheduledBatchPollingConsumer
    implements ResumeAware<ResumeStrategy> {
  private static final Logger LOG = LoggerFactory.getLogger(Us3Consumer.class);

  private final PollSettings settings;
  private final Supplier<SharedClient> clients;
  private final Activity activity;
  private final ResumePosition position = new ResumePosition();
  private final AtomicInteger uncompleted = new AtomicInteger();
  private final FailureLog failures;

  // set at the start, when the endpoint has been started
  private SharedClient shared;
  private Us3Client client;
  private ObjectFinder finder;
  private ObjectDelivery delivery;
  private volatile PollActivity polling; // kept after a stop, for JMX
  private ResumeStrategy resumeStrategy;

  // written by the polling thread, read by health checks
  private volatile Exception openFailure;
  private volatile int pollsWithoutOpening;

  public Us3Consumer(
      Endpoint endpoint,
      Processor processor,
      PollSettings settings,
      Supplier<SharedClient> clients,
      Activity activity) {
    super(endpoint, processor);
    this.activity = activity;
    this.settings = settings;
    this.clients = clients;
    this.failures = new FailureLog(endpoint.getCamelContext(), LOG, settings.bucket());
    setExceptionHandler(failures);
    setMaxMessagesPerPoll(settings.options().maxMessagesPerPoll());
  }

  /** A poll strategy of the user finds the log as Camel writes it. */
  @Override
  protected void doInit() throws Exception {
    super.doInit();
    if (getExceptionHandler() == failures
        && getPollStrategy().getClass() != DefaultPollingConsumerPollStrategy.class) {
      setExceptionHandler(new LoggingExceptionHandler(getEndpoint().getCamelContext(), getClass()));
    }
  }

  @Override
  protected void doStart() throws Exception {
    if (shared == null) { // else an earlier start has failed below
      shared = clients.get();
    }
    client = shared.client();
    settings.checkStart(client);
    if (polling == null) {
      polling = activity.polling(settings.bucket(), settings.selection().prefix(), routeId());
    }
    polling.started();
    ProcessedObjects objects =
        new ProcessedObjects(
            client,
            new ObjectCopier(client, shared.executor()),
            settings.options().afterRead().jobs(),
            settings.selection().doneFile(),
            polling);
    ListingProgress progress = resumeStrategy == null ? ListingProgress.IGNORED : position;
    delivery =
        new ObjectDelivery(
            settings,
            objects,
            progress,
            polling,
            uncompleted,
            (message, exchange, failure) ->
                getExceptionHandler().handleException(message, exchange, failure));
    settings.claims().start();
    ListingCursor cursor =
        resumeStrategy == null
            ? new ListingCursor(settings, settings.options().sortBy(), () -> "")
            : resumedCursor();
    finder = new ObjectFinder(settings, cursor, progress, polling);
    super.doStart();
  }

  @Override
  protected void doStop() throws Exception {
    super.doStop();
    if (shared != null) {
      shared.close();
      shared = null;
    }
    if (polling != null) {
      polling.ended();
    }
  }

  private String routeId() {
    return getRoute() == null ? null : getRoute().getId();
  }

  private ListingCursor resumedCursor() throws Exception {
    settings.requireResumable();
    settings.claims().rememberMarksHere();
    resumeStrategy.loadCache();
    if (resumeStrategy.getAdapter() instanceof Us3ResumeAdapter adapter) {
      position.resume(adapter.offset(settings.bucket(), settings.selection().prefix()));
    }
    return new ListingCursor(settings, Us3SortBy.key, position::beginRound);
  }

  @Override
  protected int poll() throws Exception {
    shutdownRunningTask = null;
    pendingExchanges = 0;
    polling.polling();
    Queue<Object> batch = new ArrayDeque<>();
    IOException failure = null;
    try {
      finder.find(client, batch, settings.batchSize(), this::isSearchAllowed);
      forceConsumerAsReady();
    } catch (IOException e) {
      failure = e; // thrown after the objects found so far are routed
    } catch (RuntimeException e) {
      returnToListing(batch);
      throw e;
    }
    int handedOut = processBatch(batch);
    if (failure != null) {
      throw failure;
    }
    failures.pollSucceeded();
    return handedOut;
  }

  /** A suspended route processes the objects found, but does not search for more. */
  private boolean isSearchAllowed() {
    return isBatchAllowed() && !isSuspendingOrSuspended();
  }

  @Override
  public int processBatch(Queue<Object> batch) {
    int total = batch.size();
    int handedOut = 0;
    Exception failure = null;
    try {
      for (int index = 0; !batch.isEmpty() && isBatchAllowed(); index++) {
        ObjectClaim claim = (ObjectClaim) batch.remove();
        pendingExchanges = batch.size();
        Exchange exchange = createExchange(true);
        exchange.setProperty(ExchangePropertyKey.BATCH_INDEX, index);
        exchange.setProperty(ExchangePropertyKey.BATCH_SIZE, total);
        exchange.setProperty(ExchangePropertyKey.BATCH_COMPLETE, index == total - 1);
        try {
          if (prepare(exchange, claim)) {
            handedOut++;
            failures.objectSucceeded(cannotDeliver(claim.object()));
            getAsyncProcessor().process(exchange, defaultConsumerCallback(exchange, true));
          }
        } catch (IOException | RuntimeException e) {
          failure = e; // reported already
        }
      }
    } finally {
      returnToListing(batch);
    }
    recordOpening(handedOut, failure);
    return handedOut;
  }

  /**
   * Returns false if there is nothing to route. Then, or on an exception, the exchange is ended.
   */
  private boolean prepare(Exchange exchange, ObjectClaim claim) throws IOException {
    boolean isPrepared = false;
    ObjectInfo listed = claim.object();
    try {
      isPrepared = delivery.prepare(client, exchange, claim, scope());
      if (isPrepared && resumeStrategy != null) {
        exchange.getMessage().setHeader(Exchange.OFFSET, resumable(exchange, listed));
      }
      return isPrepared;
    } catch (IOException | RuntimeException e) {
      getExceptionHandler().handleException(cannotDeliver(listed), exchange, e);
      throw e;
    } finally {
      if (!isPrepared) {
        endUnrouted(exchange);
      }
    }
  }

  private static String cannotDeliver(ObjectInfo object) {
    return FailureLog.cannotDeliver(object.bucket(), object.key());
  }

  private Resumable resumable(Exchange exchange, ObjectInfo object) {
    String prefix = settings.selection().prefix();
    return Us3ResumeAdapter.resumable(exchange, object.bucket(), prefix, object.key(), position);
  }

  private RuntimeConfiguration scope() {
    return getRoute() != null ? getRoute() : getEndpoint().getCamelContext();
  }

  /** Ends an exchange that was not routed, and closes its object. */
  private void endUnrouted(Exchange exchange) {
    UnitOfWorkHelper.doneSynchronizations(
        exchange, exchange.getExchangeExtension().handoverCompletions());
    releaseExchange(exchange, true);
  }

  /** Returns the unrouted objects of a batch to the listing, in their order. */
  private void returnToListing(Queue<Object> batch) {
    List<Object> claims = new ArrayList<>(batch);
    batch.clear();
    Collections.reverse(claims);
    for (Object claim : claims) {
      try {
        finder.returnToListing((ObjectClaim) claim);
      } catch (RuntimeException e) { // reported, so that the others are returned too
        ObjectInfo object = ((ObjectClaim) claim).object();
        getExceptionHandler()
            .handleException(
                "Cannot release the object " + object.bucket() + '/' + object.key(), e);
      }
    }
  }

  /** For health checks, a poll that could open none of its objects has failed. */
  private void recordOpening(int handedOut, Exception failure) {
    boolean hasFailed = handedOut == 0 && failure != null;
    openFailure = hasFailed ? failure : null;
    pollsWithoutOpening = hasFailed ? pollsWithoutOpening + 1 : 0;
    failures.batchEnded();
  }

  private long count(PollActivity.Event event) {
    return polling == null ? 0 : polling.countOf(event);
  }

  @ManagedAttribute(description = "Objects that became exchanges")
  public long getDeliveredObjects() {
    return count(PollActivity.Event.delivered);
  }

  @ManagedAttribute(description = "Listed objects that were not selected, or delivered before")
  public long getSkippedObjects() {
    return count(PollActivity.Event.skipped);
  }

  @ManagedAttribute(description = "Objects moved after their exchange")
  public long getMovedObjects() {
    return count(PollActivity.Event.moved);
  }

  @ManagedAttribute(description = "Objects deleted after their exchange")
  public long getDeletedObjects() {
    return count(PollActivity.Event.deleted);
  }

  @ManagedAttribute(description = "Objects that could not be opened, or whose exchange failed")
  public long getFailedObjects() {
    return count(PollActivity.Event.failed);
  }

  @ManagedAttribute(description = "The last key of the listing that was looked at")
  public String getListingPosition() {
    return polling == null ? "" : polling.position();
  }

  @ManagedAttribute(description = "The time of the last poll")
  public Date getLastPoll() {
    Instant last = polling == null ? null : polling.lastPoll();
    return last == null ? null : Date.from(last);
  }

  /** Includes objects that are to be deleted or moved, so that the route waits for them. */
  @Override
  public int getPendingExchangesSize() {
    return super.getPendingExchangesSize() + uncompleted.get();
  }

  @Override
  public long getErrorCounter() {
    return super.getErrorCounter() + pollsWithoutOpening;
  }

  @Override
  protected Throwable getLastError() {
    Throwable failure = super.getLastError();
    return failure != null ? failure : openFailure;
  }

  /** Adds the HTTP status, which Camel finds only in exceptions of its own. */
  @Override
  protected Map<String, Object> getLastErrorDetails() {
    return getLastError() instanceof Us3ServiceException failure && failure.getHttpStatus() > 0
        ? Map.of(HealthCheck.HTTP_RESPONSE_CODE, failure.getHttpStatus())
        : super.getLastErrorDetails();
  }

  @Override
  public void setResumeStrategy(ResumeStrategy resumeStrategy) {
    this.resumeStrategy = resumeStrategy;
  }

  @Override
  public ResumeStrategy getResumeStrategy() {
    return resumeStrategy;
  }

  @Override
  public String adapterFactoryService() {
    return Us3ResumeAdapter.FACTORY;
  }
}
