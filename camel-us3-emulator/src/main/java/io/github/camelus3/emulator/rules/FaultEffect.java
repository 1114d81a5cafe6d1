package io.github.camelus3.emulator.rules;

import io.github.camelus3.emulator.callback.CallbackExchange;
import io.github.camelus3.emulator.protocol.Request;
import io.github.camelus3.emulator.protocol.Response;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/**
 * What a fault does to a request, at each place of the request's way. An effect overrides the
 * places it changes; the others go as always.
 */
public interface FaultEffect {
  /** Nothing goes wrong. */
  FaultEffect NONE = new FaultEffect() {};

  /** How the answer ends. */
  enum Ending {
    /** As it should. */
    WHOLE,
    /** After half of its body the connection is cut. */
    TRUNCATED,
    /** The connection is cut instead. */
    LOST
  }

  /** Cut the connection after that many bytes of the request's body. */
  default OptionalLong cutAfter(long declaredBytes) {
    return OptionalLong.empty();
  }

  /** Answer this and do nothing, once the body has been read. */
  default Optional<Response> instead() {
    return Optional.empty();
  }

  /** Take it for this request. */
  default Request change(Request request) {
    return request;
  }

  /** Read the body through this. */
  default InputStream change(InputStream body) {
    return body;
  }

  /** Answer this in place of the answer. */
  default Response change(Response response) {
    return response;
  }

  /** Have the callback's exchange be another, made of the real one; empty to leave it alone. */
  default Optional<UnaryOperator<CallbackExchange>> callback() {
    return Optional.empty();
  }

  /** Part size of the multipart upload that is begun. */
  default OptionalInt blockSizeBytes() {
    return OptionalInt.empty();
  }

  /** Hold the answer that long. */
  default Duration delay() {
    return Duration.ZERO;
  }

  default Ending ending() {
    return Ending.WHOLE;
  }
}
