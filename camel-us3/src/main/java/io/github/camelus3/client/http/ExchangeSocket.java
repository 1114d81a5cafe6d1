package io.github.camelus3.client.http;

import java.io.IOException;

/** A connection of ours, as far as one exchange of request and response is concerned. */
interface ExchangeSocket {
  /**
   * A request is about to be sent. From now on a response that comes while the request cannot be
   * sent on ends the sending, with an {@link EarlyResponseException}, and can be read.
   */
  void beginExchange();

  /** Whether there are bytes to read, or the end, without waiting. Nothing is lost by asking. */
  boolean hasInput() throws IOException;

  /** The request is not sent on, because its response is there. */
  final class EarlyResponseException extends IOException {
    private static final long serialVersionUID = 1L;

    EarlyResponseException() {
      super("the response came before the request was sent");
    }
  }
}
