package io.github.camelus3.emulator.server;

import java.io.IOException;

/** The client's connection broke. Any other {@code IOException} of a request is our own disk's. */
final class ClientDisconnectedException extends IOException {
  private static final long serialVersionUID = 1L;

  ClientDisconnectedException(IOException cause) {
    super(cause.getMessage(), cause);
  }
}
