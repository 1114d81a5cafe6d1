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
 * The effect of a fault on each step of a request. An implementation overrides the steps that it
 * changes.
 */
public interface FaultEffect {
  /** No effect. */
  FaultEffect NONE = new FaultEffect() {};

  /** How the response ends. */
  enum Ending {
    /** Complete. */
    WHOLE,
    /** The connection is cut after half of the body. */
    TRUNCATED,
    /** The connection is cut before the response. */
    LOST
  }

  /** After how many bytes of the request's body to cut the connection. */
  default OptionalLong cutAfter(long declaredBytes) {
    return OptionalLong.empty();
  }

  /** The response to send instead of executing the request. */
  default Optional<Response> instead() {
    return Optional.empty();
  }

  /** Replaces the request. */
  default Request change(Request request) {
    return request;
  }

  /** Wraps the request's body. */
  default InputStream change(InputStream body) {
    return body;
  }

  /** Replaces the response. */
  default Response change(Response response) {
    return response;
  }

  /** Replaces the callback's exchange; empty for the real one. */
  default Optional<UnaryOperator<CallbackExchange>> callback() {
    return Optional.empty();
  }

  /** The part size of an initiated upload; empty for the configured one. */
  default OptionalInt blockSizeBytes() {
    return OptionalInt.empty();
  }

  /** How long to delay the response. */
  default Duration delay() {
    return Duration.ZERO;
  }

  default Ending ending() {
    return Ending.WHOLE;
  }
}
