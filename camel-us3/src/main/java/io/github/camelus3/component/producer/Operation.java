package io.github.camelus3.component.producer;

import java.io.IOException;

/** One operation: reads the exchange, calls the client, writes the response. Has no state. */
@FunctionalInterface
interface Operation {
  /**
   * Does it, on a thread that may wait for the network.
   *
   * @throws IOException if the service says no, or the body cannot be read
   * @throws IllegalArgumentException if a header cannot be used
   */
  void run(OperationCall call) throws IOException;
}
