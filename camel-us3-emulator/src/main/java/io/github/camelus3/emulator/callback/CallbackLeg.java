package io.github.camelus3.emulator.callback;

import io.github.camelus3.emulator.protocol.HeaderFields;

/**
 * One request of a callback and the head of its reply. Redirects that are followed are further
 * ones. Immutable.
 *
 * @param sent the headers sent
 * @param status 0 when no complete reply has arrived
 * @param received the headers of the reply; none when no complete reply has arrived
 */
public record CallbackLeg(
    String method, String url, HeaderFields sent, int status, HeaderFields received) {

  CallbackLeg answered(int replyStatus, HeaderFields reply) {
    return new CallbackLeg(method, url, sent, replyStatus, reply);
  }

  @Override
  public String toString() {
    return "CallbackLeg[" + method + " " + status + "]"; // URL and headers may hold secrets
  }
}
