package io.github.camelus3.component;

import io.github.camelus3.component.activity.Activity;
import io.github.camelus3.component.activity.OperationActivity;
import io.github.camelus3.component.activity.OperationCounts;
import io.github.camelus3.component.clients.SharedClient;
import io.github.camelus3.component.clients.SharedClients;
import io.github.camelus3.component.consumer.BucketBrowser;
import io.github.camelus3.component.consumer.PollSettings;
import io.github.camelus3.component.consumer.Us3Consumer;
import io.github.camelus3.component.consumer.Us3PollingConsumer;
import io.github.camelus3.component.options.ConsumerSettings;
import io.github.camelus3.component.options.EndpointSettings;
import io.github.camelus3.component.options.TraceSettings;
import io.github.camelus3.component.producer.Us3Producer;
import io.github.camelus3.component.webhook.Us3Webhook;
import io.github.camelus3.component.webhook.WebhookRegistry;
import io.github.camelus3.transfer.UploadSweeper;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.camel.AsyncEndpoint;
import org.apache.camel.CamelContext;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.PollingConsumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedOperation;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.component.webhook.WebhookCapableEndpoint;
import org.apache.camel.component.webhook.WebhookComponent;
import org.apache.camel.component.webhook.WebhookConfiguration;
import org.apache.camel.spi.BrowsableEndpoint;
import org.apache.camel.spi.EndpointServiceLocation;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.support.ScheduledPollEndpoint;

/**
 * Upload files to UCloud US3 (UFile) object storage with optional callbacks, manage objects and
 * buckets, and poll a bucket for objects.
 */
@ManagedResource(description = "Managed US3 endpoint")
@UriEndpoint(
    firstVersion = "1.0.0",
    scheme = "us3",
    title = "UCloud US3",
    syntax = "us3:bucketName",
    category = {Category.CLOUD, Category.FILE},
    headersClass = Us3Constants.class)
public class Us3Endpoint extends ScheduledPollEndpoint
    implements AsyncEndpoint,
        BrowsableEndpoint,
        EndpointServiceLocation,
        TraceSettings.Source,
        WebhookCapableEndpoint {
  /** Younger uploads may still run, in this process or another. */
  private static final int MIN_SWEEP_HOURS = 24;

  @UriParam private Us3Configuration configuration;

  @UriParam(label = "advanced", defaultValue = "100")
  private int browseLimit = 100;

  private final OperationCounts counts = new OperationCounts();
  private EndpointSettings settings;
  private PollSettings polling;
  private Us3Webhook webhook;

  public Us3Endpoint(String uri, Us3Component component, Us3Configuration configuration) {
    super(uri, component);
    this.configuration = configuration;
  }

  /** Replaces the URI that logs and JMX show. */
  void showAs(String uri) {
    setEndpointUri(uri);
  }

  /** Checks the options, once Camel has set them all. */
  void prepare() throws Exception {
    settings = readOptions();
    if (!mayServeWebhook()) {
      settings.requireClient();
    }
    webhook = new Us3Webhook(getCamelContext(), settings.webhook(), webhooks(), activity());
  }

  private EndpointSettings readOptions() throws Exception {
    return EndpointSettings.of(configuration, getCamelContext(), webhooks(), System::getenv);
  }

  private WebhookRegistry webhooks() {
    return ((Us3Component) getComponent()).webhooks();
  }

  /**
   * Whether this may be the endpoint of {@code webhook:us3:...}, which needs neither host nor keys.
   * camel-webhook tells its endpoint only after the endpoint was created and started. So in a
   * context with camel-webhook a missing host or key fails the producer or consumer instead.
   */
  private boolean mayServeWebhook() {
    CamelContext context = getCamelContext();
    return context.getComponentNames().stream()
        .map(context::hasComponent)
        .anyMatch(WebhookComponent.class::isInstance);
  }

  /** Reads the options again: Java code can change them after the endpoint was created. */
  @Override
  public Producer createProducer() throws Exception {
    EndpointSettings current = readOptions();
    return new Us3Producer(
        this, current.producer(), current.client(), clients(), activity(), counts);
  }

  @Override
  public Consumer createConsumer(Processor processor) throws Exception {
    settings.requireClient();
    Us3Consumer consumer =
        new Us3Consumer(this, processor, polling(), this::openClient, activity());
    configureConsumer(consumer);
    return consumer;
  }

  private Activity activity() {
    return ((Us3Component) getComponent()).activity();
  }

  @Override
  public TraceSettings traceSettings() {
    return TraceSettings.of(configuration);
  }

  private SharedClients clients() {
    return ((Us3Component) getComponent()).clients();
  }

  /** Returns a consumer that takes one object per call; the one of Camel polls into a queue. */
  @Override
  public PollingConsumer createPollingConsumer() throws Exception {
    settings.requireClient();
    Us3PollingConsumer consumer =
        new Us3PollingConsumer(this, polling(), this::openClient, activity());
    if (getExceptionHandler() != null) {
      consumer.setExceptionHandler(getExceptionHandler());
    }
    return consumer;
  }

  /**
   * Returns the client that this endpoint shares with others. The caller closes it after use.
   *
   * @throws IllegalStateException if the component is not started
   */
  SharedClient openClient() {
    return clients().acquire(settings.client());
  }

  /** The consumers of this endpoint share these settings, and the repositories in them. */
  private synchronized PollSettings polling() {
    if (polling == null) {
      polling = PollSettings.of(ConsumerSettings.of(configuration), getCamelContext());
    }
    return polling;
  }

  @Override
  public List<Exchange> getExchanges() {
    return getExchanges(browseLimit, null);
  }

  /**
   * Returns the first objects that the options select, as messages with headers and without a body.
   * No object is opened. Objects that were polled before are included.
   */
  @Override
  public List<Exchange> getExchanges(int limit, Predicate filter) {
    settings.requireClient();
    try (SharedClient client = openClient()) {
      BucketBrowser browser = new BucketBrowser(this, client.client(), polling());
      return browser.browse(limit > 0 ? Math.min(limit, browseLimit) : browseLimit, filter);
    }
  }

  @Override
  public int getBrowseLimit() {
    return browseLimit;
  }

  /** The maximum number of objects that browsing the endpoint shows. */
  @Override
  public void setBrowseLimit(int browseLimit) {
    this.browseLimit = browseLimit;
  }

  /**
   * Fails if no client can be made of the options. If the component is not started yet, as may be
   * while the context starts, the start of the producer or consumer fails instead.
   */
  @Override
  protected void doStart() throws Exception {
    super.doStart();
    if (settings.hasClient() && clients().isStarted()) {
      openClient().close();
    }
  }

  @Override
  public Processor createWebhookHandler(Processor next) {
    return webhook.createHandler(next);
  }

  @Override
  public void setWebhookConfiguration(WebhookConfiguration webhookConfiguration) {
    webhook.addConfiguration(webhookConfiguration);
  }

  /** Registers the webhook for {@code callbackUrl=webhook}; US3 itself has no registration. */
  @Override
  public void registerWebhook() throws Exception {
    webhook.register();
  }

  @Override
  public void unregisterWebhook() {
    webhook.unregister();
  }

  @Override
  public List<String> getWebhookMethods() {
    return Us3Webhook.METHODS;
  }

  private long operations(boolean isWaiting) {
    return activity().operations().stream()
        .filter(operation -> operation.isOf(counts) && operation.isWaiting() == isWaiting)
        .count();
  }

  @ManagedAttribute(description = "Uploads and other operations that run")
  public long getRunningOperations() {
    return operations(false);
  }

  @ManagedAttribute(description = "Uploads and other operations that wait for their turn")
  public long getWaitingOperations() {
    return operations(true);
  }

  @ManagedAttribute(description = "Uploads and other operations that succeeded")
  public long getSucceededOperations() {
    return counts.succeeded();
  }

  @ManagedAttribute(description = "Uploads and other operations that failed")
  public long getFailedOperations() {
    return counts.failed();
  }

  @ManagedAttribute(description = "Bytes that the service has acknowledged, of ended uploads")
  public long getSentBytes() {
    return counts.sentBytes();
  }

  @ManagedAttribute(description = "Parts that the service has acknowledged, of ended uploads")
  public long getSentParts() {
    return counts.sentParts();
  }

  @ManagedAttribute(description = "Requests that were sent again")
  public long getRetries() {
    return counts.retries();
  }

  /**
   * Cancels an upload or another operation that waits or runs. Its exchange fails; an upload in
   * parts is aborted, or kept if it can be resumed.
   *
   * @return what was cancelled
   * @throws IllegalArgumentException if that exchange has no operation that waits or runs
   */
  @ManagedOperation(description = "Cancel the operation of an exchange, by its ID")
  public String cancelOperation(String exchangeId) {
    return activity()
        .cancel(exchangeId)
        .map(OperationActivity::toString)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "exchangeId must be that of an operation that waits or runs: " + exchangeId));
  }

  /**
   * Aborts unfinished uploads of this endpoint's bucket, those of other programs too. Uploads that
   * this endpoint can resume are kept.
   *
   * @param olderThanHours {@value #MIN_SWEEP_HOURS} or more
   * @return the number of uploads that were aborted
   */
  @ManagedOperation(description = "Abort unfinished uploads of the bucket that are older than this")
  public int sweepUploads(int olderThanHours) throws IOException {
    if (olderThanHours < MIN_SWEEP_HOURS) {
      throw new IllegalArgumentException(
          "olderThanHours must be " + MIN_SWEEP_HOURS + " or more: " + olderThanHours);
    }
    settings.requireClient();
    try (SharedClient client = openClient()) {
      return new UploadSweeper(client.client(), settings.producer().upload().store())
          .sweep(settings.producer().bucket(), "", Duration.ofHours(olderThanHours))
          .size();
    }
  }

  public Us3Configuration getConfiguration() {
    return configuration;
  }

  /** The options of this endpoint. */
  public void setConfiguration(Us3Configuration configuration) {
    this.configuration = configuration;
  }

  @Override
  public String getServiceUrl() {
    return settings.serviceUrl();
  }

  @Override
  public String getServiceProtocol() {
    return "us3";
  }

  @Override
  public Map<String, String> getServiceMetadata() {
    return configuration.getRegion() == null
        ? Map.of()
        : Map.of("region", configuration.getRegion());
  }
}
