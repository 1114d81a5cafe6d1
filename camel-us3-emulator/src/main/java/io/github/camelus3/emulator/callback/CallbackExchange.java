package io.github.camelus3.emulator.callback;

import io.github.camelus3.emulator.protocol.ResponseBody;
import java.io.IOException;
import java.time.Duration;

/** Sends a callback and receives the reply. A fault replaces it by a simulated one. */
public interface CallbackExchange {
  /** Throws an {@code IOException} when no complete reply arrives before the timeout. */
  Reply exchange(CallbackRequest request, Duration timeout) throws IOException;

  /** A reply that has not been checked. */
  record Reply(int status, String contentType, ResponseBody body) {}
}
