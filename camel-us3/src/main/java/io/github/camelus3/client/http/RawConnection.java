package io.github.camelus3.client.http;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The connection below TLS. One thread reads and writes; any thread ends its waits by {@link
 * #end()}.
 */
interface RawConnection {
  /**
   * Waits for bytes, at most as long as the socket's timeout.
   *
   * @return how many; negative at the end
   */
  int read(ByteBuffer target) throws IOException;

  /** As {@link #read}, but without a wait; 0 if there are no bytes now. */
  int readNow(ByteBuffer target) throws IOException;

  /** Sends as many bytes as possible. */
  void write(ByteBuffer bytes) throws IOException;

  /**
   * Waits until bytes can be sent.
   *
   * @param orInput whether the wait also ends when there are bytes to read
   * @param timeoutMillis 0 for no timeout
   * @return whether there are bytes to read; false unless {@code orInput}
   */
  boolean awaitRoom(boolean orInput, int timeoutMillis) throws IOException;

  /** The socket's timeout for reads; 0 for none. */
  int timeoutMillis() throws IOException;

  /** Fails the current wait and later ones. */
  void end() throws IOException;

  /** Whether {@link #end()} was called. */
  boolean isEnded();
}
