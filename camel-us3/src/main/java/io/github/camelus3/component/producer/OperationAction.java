package io.github.camelus3.component.producer;

import io.github.camelus3.client.Us3Client;
import io.github.camelus3.component.options.ProducerSettings;
import io.github.camelus3.transfer.Us3Uploader;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.apache.camel.Exchange;

/** Runs an {@link Operation} on the calling thread, which is one of the endpoint's. */
record OperationAction(
    Operation operation,
    ProducerSettings settings,
    Us3Client client,
    Us3Uploader uploader,
    Executor executor)
    implements Action {

  @Override
  public CompletableFuture<?> start(Exchange exchange) throws IOException {
    operation.run(
        new OperationCall(new MessageOptions(exchange, settings), client, uploader, executor));
    return CompletableFuture.completedFuture(null);
  }
}
