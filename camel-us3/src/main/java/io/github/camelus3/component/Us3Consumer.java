package io.github.camelus3.component;

import io.github.camelus3.client.ObjectContent;
import io.github.camelus3.client.ObjectSummary;
import io.github.camelus3.client.Us3Client;
import io.github.camelus3.client.Us3ObjectNotFoundException;
import io.github.camelus3.client.Us3ServiceException;
import io.github.camelus3.transfer.ObjectCopier;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.Processor;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.RuntimeConfiguration;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.resume.ResumeAware;
import org.apache.camel.resume.ResumeStrategy;
import org.apache.camel.support.ScheduledBatchPollingConsumer;
import org.apache.camel.support.UnitOfWorkHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Polls a bucket. A poll takes a batch of objects from where the last one stopped in the listing,
 * then hands them out one after another; each is opened when its turn has come. One thread polls;
 * exchanges may end on any.
 */
final class Us3Consumer extends ScheduledBatchPollingConsumer
    implements ResumeAware<ResumeStrategy> {
  private static final Logger LOG = LoggerFactory.getLogger(Us3Consumer.class);

  private final PollSettings settings;
  private final Claims claims;
  private final ResumePosition position = new ResumePosition();
  private final AtomicInteger completing = new AtomicInteger();

  // set at the start, when the endpoint has been started
  private SharedClient shared;
  private Us3Client client;
  private ObjectDisposal disposal;
  private BucketWalk walk;
  private ResumeStrategy resumeStrategy;

  // written by the polling thread, read by health checks
  private volatile Exception openFailure;
  private volatile int pollsWithoutOpening;

  Us3Consumer(Us3Endpoint endpoint, Processor processor, PollSettings settings) {
    super(endpoint, processor);
    this.settings = settings;
    this.claims = settings.claims();
    setMaxMessagesPerPoll(settings.options().getMaxMessagesPerPoll());
  }

  @Override
  protected void doStart() throws Exception {
    if (shared == null) { // else a start before this one has failed later
      shared = ((Us3Endpoint) getEndpoint()).openClient();
    }
    client = shared.client();
    disposal =
        new ObjectDisposal(
            client,
            new ObjectCopier(client, shared.executor()),
            settings.options().getJobs(),
            settings.selection().doneFile());
    claims.start();
    walk =
        resumeStrategy == null
            ? new BucketWalk(client, settings, settings.options().getSortBy(), () -> "")
            : resumedWalk();
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

  private BucketWalk resumedWalk() throws Exception {
    settings.requireResumable();
    resumeStrategy.loadCache();
    if (resumeStrategy.getAdapter() instanceof Us3ResumeAdapter adapter) {
      position.resume(adapter.offset(settings.bucket(), settings.selection().prefix()));
    }
    return new BucketWalk(client, settings, Us3SortBy.key, position::beginRound);
  }

  @Override
  protected int poll() throws Exception {
    shutdownRunningTask = null;
    pendingExchanges = 0;
    Queue<Object> batch = new ArrayDeque<>();
    IOException failure = null;
    try {
      fillFromHere(batch);
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

  /** Fills a batch from where the last poll stopped; finds nothing only if a whole round has. */
  private void fillFromHere(Queue<Object> batch) throws IOException {
    Optional<String> done = settings.selection().doneFile().ofPoll();
    if (done.isPresent() && !exists(done.get())) {
      return;
    }
    boolean isWholeRound = walk.isAtStart();
    fillUntilEnd(batch);
    if (batch.isEmpty() && !isWholeRound) {
      fillUntilEnd(batch);
    }
  }

  private void fillUntilEnd(Queue<Object> batch) throws IOException {
    while (batch.size() < settings.batchSize() && isBatchAllowed()) {
      Optional<ObjectSummary> next = walk.next();
      if (next.isEmpty()) {
        return;
      }
      consider(next.get(), batch);
    }
  }

  private void consider(ObjectSummary object, Queue<Object> batch) throws IOException {
    boolean isDecided = false;
    try {
      if (!settings.selection().selects(object) || claims.isHandedOut(object)) {
        position.passed(object.key());
      } else if (isReady(object) && claims.begin(object)) {
        position.began(object.key());
        batch.add(object);
      } else {
        position.putOff(object.key());
      }
      isDecided = true;
    } finally {
      if (!isDecided) {
        walk.putBack(List.of(object));
      }
    }
  }

  private boolean isReady(ObjectSummary object) throws IOException {
    if (!settings.selection().isOldEnough(object) || claims.isInProgress(object)) {
      return false;
    }
    Optional<String> done = settings.selection().doneFile().ofObject(object.key());
    return done.isEmpty() || exists(done.get());
  }

  private boolean exists(String key) throws IOException {
    try {
      client.headObject(settings.bucket(), key);
      return true;
    } catch (Us3ObjectNotFoundException e) {
      return false;
    }
  }

  @Override
  public int processBatch(Queue<Object> batch) {
    int total = batch.size();
    int handedOut = 0;
    Exception failure = null;
    try {
      for (int index = 0; !batch.isEmpty() && isBatchAllowed(); index++) {
        ObjectSummary object = (ObjectSummary) batch.remove();
        pendingExchanges = batch.size();
        Exchange exchange = createExchange(true);
        exchange.setProperty(ExchangePropertyKey.BATCH_INDEX, index);
        exchange.setProperty(ExchangePropertyKey.BATCH_SIZE, total);
        exchange.setProperty(ExchangePropertyKey.BATCH_COMPLETE, index == total - 1);
        try {
          if (prepare(exchange, object)) {
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

  /**
   * Claims an object, opens it and makes it the message. False when it is gone, or somebody else
   * has it.
   *
   * @throws IOException if it cannot be opened; that is reported already
   */
  private boolean prepare(Exchange exchange, ObjectSummary listed) throws IOException {
    ObjectSummary object = listed;
    try {
      ObjectHeaders.writeListed(exchange.getMessage(), listed);
      if (!claims.take(listed)) {
        position.failed(listed.key()); // whoever has it may fail
        abandon(exchange);
        return false;
      }
      if (settings.options().isIncludeBody()) {
        object = open(exchange, listed);
      }
      if (object == null) {
        position.failed(listed.key());
        abandon(exchange);
        return false;
      }
      complete(exchange, object);
      return true;
    } catch (Us3ObjectNotFoundException e) {
      LOG.debug("{}/{} is gone since it was listed", listed.bucket(), listed.key());
      forget(exchange, listed);
      return false;
    } catch (IOException | RuntimeException e) {
      giveUp(exchange, object == null ? listed : object, e);
      throw e;
    } catch (Error e) { // such as no memory for an object that the route wants cached
      giveUp(exchange, object == null ? listed : object, new RuntimeCamelException(e));
      throw new RuntimeCamelException(e); // Camel would poll no more after an Error
    }
  }

  private void forget(Exchange exchange, ObjectSummary gone) {
    try {
      claims.release(gone);
    } catch (RuntimeException e) {
      giveUp(exchange, gone, e);
      throw e;
    }
    position.done(gone.key());
    abandon(exchange);
  }

  private void giveUp(Exchange exchange, ObjectSummary object, Exception failure) {
    position.failed(object.key());
    try {
      claims.release(object);
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
    Us3Producer.fail(exchange, failure);
    getExceptionHandler()
        .handleException(
            "Cannot hand out the object " + object.bucket() + '/' + object.key(),
            exchange,
            failure);
    abandon(exchange);
  }

  /** The object as it is now; null when it is not the one listed, and somebody else has it. */
  private ObjectSummary open(Exchange exchange, ObjectSummary listed) throws IOException {
    ObjectContent content = client.getObject(listed.bucket(), listed.key());
    exchange.getMessage().setBody(ObjectBody.of(exchange, scope(), content));
    ObjectHeaders.writeOpened(exchange.getMessage(), content.info());
    ObjectSummary now = BucketWalk.listed(content.info());
    if (Objects.equals(now.eTag(), listed.eTag())) {
      return listed;
    }
    return claims.takeInstead(now, listed) ? now : null;
  }

  private RuntimeConfiguration scope() {
    return getRoute() != null ? getRoute() : getEndpoint().getCamelContext(); // none in pollEnrich
  }

  private void complete(Exchange exchange, ObjectSummary object) {
    String key = object.key();
    if (resumeStrategy != null) {
      String prefix = settings.selection().prefix();
      exchange
          .getMessage()
          .setHeader(
              Exchange.OFFSET,
              Us3ResumeAdapter.resumable(exchange, object.bucket(), prefix, key, position));
    }
    exchange
        .getExchangeExtension()
        .addOnCompletion(
            new ObjectCompletion(
                object,
                claims,
                position,
                disposal,
                settings.options().isDeleteAfterRead(),
                settings.destinations().afterRead(key, exchange),
                settings.destinations().afterFailure(key, exchange),
                completing,
                (message, done, failure) ->
                    getExceptionHandler().handleException(message, done, failure)));
  }

  /** Ends an exchange that was not routed: closes what it holds. */
  private void abandon(Exchange exchange) {
    UnitOfWorkHelper.doneSynchronizations(
        exchange, exchange.getExchangeExtension().handoverCompletions());
    releaseExchange(exchange, true);
  }

  /** Objects of a batch whose turn has not come are the next to be polled. */
  private void putBack(Queue<Object> batch) {
    List<ObjectSummary> objects = new ArrayList<>();
    batch.forEach(object -> objects.add((ObjectSummary) object));
    walk.putBack(objects);
    batch.clear();
    objects.forEach(claims::end);
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
