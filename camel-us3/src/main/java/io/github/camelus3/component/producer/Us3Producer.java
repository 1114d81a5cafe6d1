package io.github.camelus3.component.producer;

import io.github.camelus3.client.Us3TransportException;
import io.github.camelus3.component.Us3Operation;
import io.github.camelus3.component.clients.SharedClient;
import io.github.camelus3.component.clients.SharedClients;
import io.github.camelus3.component.message.FailureHeaders;
import io.github.camelus3.component.options.ClientSettings;
import io.github.camelus3.component.options.Us3Settings;
import io.github.camelus3.transfer.Us3Uploader;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultAsyncProducer;

/**
 * Chooses the action for a message and lets it work without a thread of the route. Failures reach
 * the route as they are, never wrapped.
 */
public final class Us3Producer extends DefaultAsyncProducer {
  private final Us3Settings settings;
  private final ClientSettings clientSettings;
  private final SharedClients clients;
  private SharedClient kept; // null unless started

  public Us3Producer(Endpoint endpoint, Us3Settings settings, SharedClients clients) {
    super(endpoint);
    this.settings = settings;
    this.clientSettings = settings.client();
    this.clients = clients;
  }

  /** Keeps the client while the producer is started, also when nothing runs through it. */
  @Override
  protected void doStart() throws Exception {
    super.doStart();
    if (kept == null) { // else a start before this one has failed later
      kept = clients.acquire(clientSettings);
    }
  }

  /** Ends nothing that runs: exchanges that are under way use the client too. */
  @Override
  protected void doStop() throws Exception {
    if (kept != null) {
      kept.close();
      kept = null;
    }
    super.doStop();
  }

  @Override
  public boolean process(Exchange exchange, AsyncCallback callback) {
    SharedClient client;
    try {
      client = clients.acquire(clientSettings);
    } catch (IllegalStateException stopped) {
      refuse(exchange, stopped);
      callback.done(true);
      return true;
    } catch (RuntimeException e) { // such as TLS settings that cannot be used
      FailureHeaders.clear(exchange.getMessage());
      exchange.setException(e);
      callback.done(true);
      return true;
    }
    client
        .limiter(settings.maxConcurrentUploads())
        .enter(
            slot ->
                start(exchange, client)
                    .whenComplete(
                        (done, failure) -> {
                          try {
                            slot.leave();
                            client.close();
                            if (failure != null) {
                              FailureHeaders.fail(exchange, unwrap(failure));
                            }
                          } finally {
                            callback.done(false);
                          }
                        }),
            failure -> {
              client.close();
              refuse(exchange, failure);
              callback.done(false);
            });
    return false;
  }

  /** Fails an exchange that did not begin, as a stop does unless {@code failure} is an Error. */
  private void refuse(Exchange exchange, Throwable failure) {
    FailureHeaders.clear(exchange.getMessage());
    String why = "the component was stopped before this began";
    FailureHeaders.fail(
        exchange,
        failure instanceof Error
            ? failure
            : Us3TransportException.notSent(settings.options().getBucketName(), why));
  }

  private CompletableFuture<?> start(Exchange exchange, SharedClient client) {
    try {
      FailureHeaders.clear(exchange.getMessage());
      return run(new MessageOptions(exchange, settings), client);
    } catch (Throwable e) { // an Error too must reach the route, or its exchange never ends
      return CompletableFuture.failedFuture(e);
    }
  }

  private CompletableFuture<?> run(MessageOptions options, SharedClient client) throws IOException {
    Us3Uploader uploader =
        new Us3Uploader(client.calls(), client.executor())
            .onCallingThread() // the limiter's
            .spoolDirectory(settings.spoolDirectory());
    Us3Operation operation = options.operation();
    if (operation == Us3Operation.upload) {
      return new UploadAction(options, uploader).start();
    }
    Operations.of(operation)
        .run(new OperationCall(options, client.calls(), uploader, client.executor()));
    return CompletableFuture.completedFuture(null);
  }

  private static Throwable unwrap(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }
}
