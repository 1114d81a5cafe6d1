package io.github.camelus3.emulator.server;

import io.github.camelus3.emulator.ReceivedRequest;
import io.github.camelus3.emulator.protocol.Request;
import java.time.Duration;
import java.util.Map;

/**
 * A request after the last byte of its response, or what is known of it before. Immutable.
 *
 * @param request the request as received
 * @param received the same request with its outcome
 * @param responseHeaders the headers of the response; empty when the connection was cut
 * @param sentBytes bytes of the response's body
 * @param receivedBytes bytes of the request's body that have arrived
 * @param took from the request's head to the end of the response
 * @param reason why an error was sent, for the log; else ""
 * @param fault the text of the fault that was applied; else ""
 */
public record RequestTrace(
    Request request,
    ReceivedRequest received,
    Map<String, String> responseHeaders,
    long sentBytes,
    long receivedBytes,
    Duration took,
    String reason,
    String fault) {

  @Override
  public String toString() {
    return received.toString(); // headers hold signatures
  }
}
