package io.github.camelus3.component.producer;

import io.github.camelus3.client.Us3Client;
import io.github.camelus3.client.Us3TransportException;
import io.github.camelus3.component.Us3Operation;
import io.github.camelus3.component.activity.Activity;
import io.github.camelus3.component.activity.OperationActivity;
import io.github.camelus3.component.activity.OperationCounts;
import io.github.camelus3.component.clients.BucketProbe;
import io.github.camelus3.component.clients.SharedClient;
import io.github.camelus3.component.clients.SharedClients;
import io.github.camelus3.component.message.FailureHeaders;
import io.github.camelus3.component.options.ClientSettings;
import io.github.camelus3.component.options.ProducerSettings;
import io.github.camelus3.transfer.Us3Uploader;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.WritableHealthCheckRepository;
import org.apache.camel.support.DefaultAsyncProducer;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.HealthCheckComponent;

/**
 * Runs the upload or other operation of a message on a thread of the component, at most {@code
 * maxConcurrentUploads} at once. The exchange fails with the exception itself, never with a
 * wrapper. Thread safe.
 */
public final class Us3Producer extends DefaultAsyncProducer {
  private final ProducerSettings settings;
  private final ClientSettings clientSettings;
  private final SharedClients clients;
  private final Activity activity;
  private final OperationCounts counts;
  private final BucketProbe probe;
  private final BucketHealthCheck healthCheck;
  private volatile SharedClient held; // null unless started

  public Us3Producer(
      DefaultEndpoint endpoint,
      ProducerSettings settings,
      ClientSettings clientSettings,
      SharedClients clients,
      Activity activity,
      OperationCounts counts) {
    super(endpoint);
    this.settings = settings;
    this.clientSettings = clientSettings;
    this.clients = clients;
    this.activity = activity;
    this.counts = counts;
    this.probe = new BucketProbe(settings.bucket(), settings.listing());
    this.healthCheck =
        new BucketHealthCheck(
            "us3-" + settings.bucket() + "-" + endpoint.getId(),
            probe,
            () -> clients.acquire(clientSettings, held));
  }

  /** Holds the shared client while the producer is started, also without exchanges. */
  @Override
  protected void doStart() throws Exception {
    super.doStart();
    activity.findMeter();
    if (held == null) { // not null if an earlier start has failed after this line
      held = clients.acquire(clientSettings);
    }
    probe.checkStart(settings.startupCheck(), held.cancellableClient());
    WritableHealthCheckRepository checks = healthChecks();
    if (checks != null) {
      healthCheck.setEnabled(isHealthCheckEnabled());
      checks.addHealthCheck(healthCheck);
    }
  }

  private boolean isHealthCheckEnabled() {
    return getEndpoint().getComponent() instanceof HealthCheckComponent component
        && component.isHealthCheckProducerEnabled();
  }

  @Override
  public DefaultEndpoint getEndpoint() {
    return (DefaultEndpoint) super.getEndpoint();
  }

  /** The checks of producers; null if Camel's health checks are not on the class path. */
  private WritableHealthCheckRepository healthChecks() {
    return HealthCheckHelper.getHealthCheckRepository(
        getEndpoint().getCamelContext(), "producers", WritableHealthCheckRepository.class);
  }

  /** Releases the shared client. Exchanges in flight hold it too, so they are not ended. */
  @Override
  protected void doStop() throws Exception {
    WritableHealthCheckRepository checks = healthChecks();
    if (checks != null) {
      checks.removeHealthCheck(healthCheck);
    }
    SharedClient last = held;
    held = null;
    if (last != null) {
      last.close();
    }
    super.doStop();
  }

  @Override
  public boolean process(Exchange exchange, AsyncCallback callback) {
    OperationActivity operation = activity.waiting(exchange, settings.bucket(), counts);
    SharedClient client;
    try {
      client = clients.acquire(clientSettings, held);
    } catch (SharedClients.NotStartedException stopped) {
      refuse(exchange, stopped, operation);
      callback.done(true);
      return true;
    } catch (RuntimeException e) { // such as TLS settings that cannot be used
      FailureHeaders.clear(exchange.getMessage());
      exchange.setException(e);
      operation.ended(e);
      callback.done(true);
      return true;
    }
    client
        .limiter(settings.maxConcurrentUploads())
        .enter(
            slot ->
                start(exchange, client, operation)
                    .whenComplete(
                        (done, failure) -> {
                          try (client) { // a stop may end the figures when it is closed
                            try {
                              ended(exchange, operation, failure);
                            } finally {
                              slot.leave();
                            }
                          } finally {
                            callback.done(false);
                          }
                        }),
            failure -> {
              refuse(exchange, failure, operation);
              client.close();
              callback.done(false);
            });
    return false;
  }

  private static void ended(Exchange exchange, OperationActivity operation, Throwable failure) {
    if (failure != null) {
      FailureHeaders.fail(exchange, unwrap(failure));
    }
    operation.ended(failure == null ? null : unwrap(failure));
  }

  /**
   * Fails an exchange that did not start.
   *
   * @param failure the reason; null after a stop
   */
  private void refuse(Exchange exchange, Throwable failure, OperationActivity operation) {
    Throwable refusal = failure instanceof Error ? failure : notSent(failure);
    FailureHeaders.clear(exchange.getMessage());
    FailureHeaders.fail(exchange, refusal);
    operation.ended(refusal);
  }

  private Us3TransportException notSent(Throwable failure) {
    String reason =
        failure instanceof InterruptedException
            ? "the thread was interrupted while it waited for an upload slot"
            : "the component was stopped before this began";
    Us3TransportException notSent = Us3TransportException.notSent(settings.bucket(), reason);
    if (failure != null) {
      notSent.addSuppressed(failure);
    }
    return notSent;
  }

  private CompletableFuture<?> start(
      Exchange exchange, SharedClient client, OperationActivity operation) {
    operation.started();
    try {
      FailureHeaders.clear(exchange.getMessage());
      return run(new MessageOptions(exchange, settings), client, operation);
    } catch (Throwable e) { // an Error too must reach the route, or its exchange never ends
      return CompletableFuture.failedFuture(e);
    }
  }

  private CompletableFuture<?> run(
      MessageOptions options, SharedClient client, OperationActivity activity) throws IOException {
    Us3Client calls = client.cancellableClient().scoped(activity);
    activity.cancelledBy(calls::close);
    Us3Uploader uploader =
        new Us3Uploader(calls, client.executor())
            .onCallingThread() // it belongs to the limiter
            .spoolDirectory(settings.upload().spoolDirectory());
    Us3Operation operation = options.operation();
    if (operation == Us3Operation.upload) {
      activity.named(operation.name(), settings.bucket()); // until it is known
      return new UploadAction(options, uploader, activity).start();
    }
    boolean isInBucket = operation != Us3Operation.listBuckets; // whose header is ignored
    activity.named(operation.name(), isInBucket ? options.bucket() : settings.bucket());
    Operations.of(operation).run(new OperationCall(options, calls, uploader, client.executor()));
    return CompletableFuture.completedFuture(null);
  }

  private static Throwable unwrap(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }
}
