package io.github.camelus3.client.http;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Takes the bytes of a {@link DirectOutput}: a connection, or TLS above one. For one thread. */
interface Outlet {
  /**
   * Takes bytes without a wait.
   *
   * @return how many; 0 if {@link #awaitRoom} must be called first
   */
  long write(ByteBuffer... buffers) throws IOException;

  /** Sends bytes that were taken but not sent, without a wait; whether all are sent. */
  boolean drain() throws IOException;

  /** The number of bytes that the connection has taken since it was opened. */
  long sentBytes();

  /**
   * Waits until more bytes can be sent; fails when none can be.
   *
   * @param timeoutMillis 0 for no timeout
   * @throws java.net.SocketTimeoutException if none can be sent after the timeout
   */
  void awaitRoom(int timeoutMillis) throws IOException;

  /** Whether the connection is being closed. */
  boolean isEnded();

  /** Closes the connection. */
  void close() throws IOException;
}
