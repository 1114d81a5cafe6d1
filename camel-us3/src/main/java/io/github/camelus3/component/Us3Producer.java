package io.github.camelus3.component;

import io.github.camelus3.client.Us3Client;
import io.github.camelus3.client.Us3Exception;
import io.github.camelus3.client.Us3ServiceException;
import io.github.camelus3.client.Us3TransportException;
import io.github.camelus3.transfer.Us3Uploader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.DefaultAsyncProducer;

/**
 * Chooses the action for a message and lets it work without a thread of the route. Failures reach
 * the route as they are, never wrapped.
 */
final class Us3Producer extends DefaultAsyncProducer {
  private final Us3Settings settings;
  private final Us3Client client;
  private final Us3Uploader uploader;
  private final Executor executor;
  private final UploadGate gate;

  Us3Producer(
      Us3Endpoint endpoint,
      Us3Settings settings,
      Us3Client client,
      Executor executor,
      UploadGate gate) {
    super(endpoint);
    this.settings = settings;
    this.client = client;
    this.uploader =
        new Us3Uploader(client, executor)
            .onCallingThread() // the gate's
            .spoolDirectory(settings.spoolDirectory());
    this.executor = executor;
    this.gate = gate;
  }

  @Override
  public boolean process(Exchange exchange, AsyncCallback callback) {
    gate.enter(
        place ->
            start(exchange)
                .whenComplete(
                    (done, failure) -> {
                      try {
                        place.leave();
                        if (failure != null) {
                          fail(exchange, unwrap(failure));
                        }
                      } finally {
                        callback.done(false);
                      }
                    }),
        () -> {
          clearFailure(exchange.getMessage());
          String why = "the endpoint was stopped before this began";
          fail(exchange, Us3TransportException.notSent(settings.options().getBucketName(), why));
          callback.done(false);
        });
    return false;
  }

  private CompletableFuture<?> start(Exchange exchange) {
    try {
      clearFailure(exchange.getMessage());
      return action(new MessageOptions(exchange, settings).operation()).start(exchange);
    } catch (Throwable e) { // an Error too must reach the route, or its exchange never ends
      return CompletableFuture.failedFuture(e);
    }
  }

  private Action action(Us3Operation operation) {
    return operation == Us3Operation.upload
        ? new UploadAction(settings, uploader)
        : new RequestAction(Operations.of(operation), settings, client, uploader, executor);
  }

  private static Throwable unwrap(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }

  /** Makes a failure the exchange's, with the headers that describe it. */
  static void fail(Exchange exchange, Throwable failure) {
    Message message = exchange.getMessage();
    if (failure instanceof Us3Exception us3) {
      message.setHeader(Us3Constants.RETRYABLE, us3.isRetryable());
    }
    if (failure instanceof Us3ServiceException service) {
      message.setHeader(Us3Constants.RET_CODE, service.getRetCode());
      message.setHeader(Us3Constants.ERR_MSG, service.getErrMsg());
      message.setHeader(Us3Constants.HTTP_STATUS, service.getHttpStatus());
      if (service.getSessionId() != null) {
        message.setHeader(Us3Constants.SESSION_ID, service.getSessionId());
      }
    }
    exchange.setException(failure);
  }

  private static void clearFailure(Message message) {
    message.removeHeader(Us3Constants.RET_CODE);
    message.removeHeader(Us3Constants.ERR_MSG);
    message.removeHeader(Us3Constants.HTTP_STATUS);
    message.removeHeader(Us3Constants.SESSION_ID);
    message.removeHeader(Us3Constants.RETRYABLE);
  }
}
