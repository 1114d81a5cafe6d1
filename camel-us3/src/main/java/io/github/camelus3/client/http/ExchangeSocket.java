package io.github.camelus3.client.http;

import java.io.IOException;

/** A socket that notices a response while it sends the request. */
interface ExchangeSocket {
  /**
   * Marks the start of a request. From now on a response that arrives while a write waits ends the
   * write with an {@link EarlyResponseException}; the response can be read.
   */
  void beginExchange();

  /** The output for large bodies; null if it must not bypass OkHttp. */
  DirectOutput directOutput();

  /** Whether bytes or the end can be read without a wait. Consumes nothing. */
  boolean hasInput() throws IOException;

  /** The rest of the request is not sent, because its response has arrived. */
  final class EarlyResponseException extends IOException {
    private static final long serialVersionUID = 1L;

    EarlyResponseException() {
      super("the response came before the request was sent");
    }
  }
}
