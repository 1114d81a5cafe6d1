package io.github.camelus3.emulator.server;

import java.io.IOException;

/**
 * The client's connection failed. Any other {@code IOException} of a request is one of the disk.
 */
final class ClientDisconnectedException extends IOException {
  private static final long serialVersionUID = 1L;

  ClientDisconnectedException(IOException cause) {
    super(cause.getMessage(), cause);
  }
}
