package io.github.camelus3.component.consumer;

import io.github.camelus3.client.ObjectSummary;
import io.github.camelus3.client.Us3Client;
import io.github.camelus3.client.Us3ServiceException;
import io.github.camelus3.component.Us3SortBy;
import io.github.camelus3.component.clients.SharedClient;
import io.github.camelus3.transfer.ObjectCopier;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
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
import org.apache.camel.health.HealthCheck;
import org.apache.camel.resume.Resumable;
import org.apache.camel.resume.ResumeAware;
import org.apache.camel.resume.ResumeStrategy;
import org.apache.camel.support.ScheduledBatchPollingConsumer;
import org.apache.camel.support.UnitOfWorkHelper;

/**
 * Polls a bucket. A poll takes a batch of objects from where the last one stopped in the listing,
 * then hands them out one after another; each is opened when its turn has come. One thread polls;
 * exchanges may end on any.
 */
public final class Us3Consumer extends ScheduledBatchPollingConsumer
    implements ResumeAware<ResumeStrategy> {
  private final PollSettings settings;
  private final Supplier<SharedClient> clients;
  private final ResumePosition position = new ResumePosition();
  private final AtomicInteger completing = new AtomicInteger();

  // set at the start, when the endpoint has been started
  private SharedClient shared;
  private Us3Client client;
  private ObjectFinder finder;
  private ObjectDelivery handOut;
  private ResumeStrategy resumeStrategy;

  // written by the polling thread, read by health checks
  private volatile Exception openFailure;
  private volatile int pollsWithoutOpening;

  public Us3Consumer(
      Endpoint endpoint,
      Processor processor,
      PollSettings settings,
      Supplier<SharedClient> clients) {
    super(endpoint, processor);
    this.settings = settings;
    this.clients = clients;
    setMaxMessagesPerPoll(settings.options().maxMessagesPerPoll());
  }

  @Override
  protected void doStart() throws Exception {
    if (shared == null) { // else a start before this one has failed later
      shared = clients.get();
    }
    client = shared.client();
    ProcessedObjects disposal =
        new ProcessedObjects(
            client,
            new ObjectCopier(client, shared.executor()),
            settings.options().afterRead().jobs(),
            settings.selection().doneFile());
    handOut =
        new ObjectDelivery(
            settings,
            disposal,
            position,
            completing,
            (message, exchange, failure) ->
                getExceptionHandler().handleException(message, exchange, failure));
    settings.claims().start();
    ListingCursor walk =
        resumeStrategy == null
            ? new ListingCursor(settings, settings.options().sortBy(), () -> "")
            : resumedWalk();
    finder = new ObjectFinder(settings, walk, position);
    super.doStart();
  }

  @Override
  protected void doStop() throws Exception {
    super.doStop();
    if (shared != null) {
      shared.close();
      shared = null;
    }
  }

  private ListingCursor resumedWalk() throws Exception {
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
    Queue<Object> batch = new ArrayDeque<>();
    IOException failure = null;
    try {
      finder.find(client, batch, settings.batchSize(), this::isSearchAllowed);
      forceConsumerAsReady();
    } catch (IOException e) {
      failure = e; // what was found before goes its way first
    } catch (RuntimeException e) {
      putBack(batch);
      throw e;
    }
    int handedOut = processBatch(batch);
    if (failure != null) {
      throw failure;
    }
    return handedOut;
  }

  /** What is found already is handed out, but nobody waits for what else the bucket holds. */
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
            getAsyncProcessor().process(exchange, defaultConsumerCallback(exchange, true));
          }
        } catch (IOException | RuntimeException e) {
          failure = e; // reported already
        }
      }
    } finally {
      putBack(batch);
    }
    noteOpening(handedOut, failure);
    return handedOut;
  }

  /** False when there is nothing to route; then the exchange is ended. */
  private boolean prepare(Exchange exchange, ObjectClaim claim) throws IOException {
    boolean isPrepared = false;
    ObjectSummary listed = claim.object();
    try {
      isPrepared = handOut.prepare(client, exchange, claim, scope());
      if (isPrepared && resumeStrategy != null) {
        exchange.getMessage().setHeader(Exchange.OFFSET, resumable(exchange, listed));
      }
      return isPrepared;
    } catch (IOException | RuntimeException e) {
      getExceptionHandler()
          .handleException(
              "Cannot hand out the object " + listed.bucket() + '/' + listed.key(), exchange, e);
      throw e;
    } finally {
      if (!isPrepared) {
        abandon(exchange);
      }
    }
  }

  private Resumable resumable(Exchange exchange, ObjectSummary object) {
    String prefix = settings.selection().prefix();
    return Us3ResumeAdapter.resumable(exchange, object.bucket(), prefix, object.key(), position);
  }

  private RuntimeConfiguration scope() {
    return getRoute() != null ? getRoute() : getEndpoint().getCamelContext();
  }

  /** Ends an exchange that was not routed: closes what it holds. */
  private void abandon(Exchange exchange) {
    UnitOfWorkHelper.doneSynchronizations(
        exchange, exchange.getExchangeExtension().handoverCompletions());
    releaseExchange(exchange, true);
  }

  /** Objects of a batch whose turn has not come are the next to be polled. */
  private void putBack(Queue<Object> batch) {
    List<Object> claims = new ArrayList<>(batch);
    batch.clear();
    Collections.reverse(claims);
    for (Object claim : claims) {
      try {
        finder.putBack((ObjectClaim) claim);
      } catch (RuntimeException e) { // the others are put back all the same
        ObjectSummary object = ((ObjectClaim) claim).object();
        getExceptionHandler()
            .handleException(
                "Cannot give back the object " + object.bucket() + '/' + object.key(), e);
      }
    }
  }

  /** A poll in which no object could be opened is as bad as one that could not list. */
  private void noteOpening(int handedOut, Exception failure) {
    boolean hasFailed = handedOut == 0 && failure != null;
    openFailure = hasFailed ? failure : null;
    pollsWithoutOpening = hasFailed ? pollsWithoutOpening + 1 : 0;
  }

  /** A route is not stopped while objects of exchanges that are done are deleted or moved. */
  @Override
  public int getPendingExchangesSize() {
    return super.getPendingExchangesSize() + completing.get();
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

  /** The client's exceptions know nothing of Camel, so that Camel does not find their status. */
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
