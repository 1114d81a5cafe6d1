package io.github.camelus3.emulator.callback;

import io.github.camelus3.emulator.protocol.ResponseBody;
import java.io.IOException;
import java.time.Duration;

/** Gets a callback to its service and the reply back; or pretends to. */
public interface CallbackExchange {
  /** Throws what a transport throws when no whole reply comes within the time. */
  Reply exchange(CallbackRequest request, Duration timeout) throws IOException;

  /** A reply, not yet judged. */
  record Reply(int status, String contentType, ResponseBody body) {}
}
