package io.github.camelus3.component;

import io.github.camelus3.client.Us3Client;
import io.github.camelus3.transfer.Us3Uploader;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.apache.camel.Exchange;

/** Runs an {@link Operation} on a thread of the endpoint. */
record RequestAction(
    Operation operation,
    Us3Settings settings,
    Us3Client client,
    Us3Uploader uploader,
    Executor executor)
    implements Action {

  @Override
  public CompletableFuture<?> start(Exchange exchange) {
    OperationCall call =
        new OperationCall(new MessageOptions(exchange, settings), client, uploader, executor);
    return CompletableFuture.runAsync(() -> run(call), executor);
  }

  private void run(OperationCall call) {
    try {
      operation.run(call);
    } catch (IOException e) {
      throw new CompletionException(e); // taken off again by the producer
    }
  }
}
