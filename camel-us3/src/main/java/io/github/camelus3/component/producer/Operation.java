package io.github.camelus3.component.producer;

import java.io.IOException;

/** One operation: reads the message, calls the client, writes the result. Has no state. */
@FunctionalInterface
interface Operation {
  /**
   * Runs the operation on a thread that may wait for the network.
   *
   * @throws IOException if the service refuses the request, or the body cannot be read
   * @throws IllegalArgumentException if a header is missing or not valid
   */
  void run(OperationCall call) throws IOException;
}
