package io.github.camelus3.component.producer;

import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the producer does for one operation. Thread safe. */
interface Action {
  Logger LOG = LoggerFactory.getLogger(Us3Producer.class);

  /**
   * Does the work, or leaves the rest of it to other threads. When the future completes, the
   * response is on the exchange; when it fails, or this throws, nothing but {@code
   * CamelUs3UploadId} is.
   */
  CompletableFuture<?> start(Exchange exchange) throws Exception;
}
