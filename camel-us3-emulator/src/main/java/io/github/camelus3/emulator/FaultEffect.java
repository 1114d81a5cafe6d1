package io.github.camelus3.emulator;

import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a fault does to a request, at each place of the request's way. An effect overrides the
 * places it changes; the others go as always.
 */
interface FaultEffect {
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
  default Optional<Answer> instead() {
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
  default Answer change(Answer answer) {
    return answer;
  }

  /** Have the callback end so, without sending it. */
  default Optional<CallbackExchange> callback() {
    return Optional.empty();
  }

  /** Hold the answer that long. */
  default Duration delay() {
    return Duration.ZERO;
  }

  default Ending ending() {
    return Ending.WHOLE;
  }
}
