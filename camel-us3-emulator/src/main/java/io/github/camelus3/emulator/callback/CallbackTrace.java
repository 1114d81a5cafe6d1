package io.github.camelus3.emulator.callback;

import io.github.camelus3.emulator.SentCallback;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A callback with its outcome, or what is known of it before. Immutable.
 *
 * @param reply the reply, if a complete one arrived
 * @param retCode the {@code RetCode} sent to the uploader with status 599; 0 when the reply was
 *     passed on
 * @param failure the {@code ErrMsg} sent with it
 * @param legs the requests that were sent; none when a fault has replaced the exchange
 * @param took from the first byte to the end of the reply
 */
public record CallbackTrace(
    CallbackOrigin origin,
    CallbackRequest request,
    Optional<CallbackExchange.Reply> reply,
    int retCode,
    Optional<String> failure,
    List<CallbackLeg> legs,
    Duration took) {

  public CallbackTrace {
    legs = List.copyOf(legs);
  }

  /** The public value of it. */
  SentCallback sent() {
    return new SentCallback(
        "POST",
        request.url(),
        request.contentType(),
        request.body(),
        reply.map(CallbackExchange.Reply::status).orElse(0),
        failure);
  }

  @Override
  public String toString() {
    return "CallbackTrace[" + origin.bucket() + "/" + origin.key() + "]"; // bodies may be secret
  }
}
