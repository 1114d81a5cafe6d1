package io.github.camelus3.client.http;

import java.io.Closeable;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;

/**
 * Waits until a channel that never blocks can be read or written. One thread at a time waits. Any
 * thread ends the wait without a lock that the waiting thread holds.
 */
final class Readiness implements Closeable {
  private final SocketChannel channel;
  private Selector selector; // guarded by this; null before the first wait
  private SelectionKey key; // as the selector
  private volatile boolean ended;

  Readiness(SocketChannel channel) {
    this.channel = channel;
  }

  /**
   * Waits.
   *
   * @param operations of {@link SelectionKey}; the wait ends when one of them is possible
   * @param timeoutMillis 0 for no timeout
   * @return the operations that are possible
   * @throws SocketTimeoutException if none is possible after the timeout
   * @throws SocketException if {@link #end()} was called, before or during the wait
   * @throws ClosedByInterruptException if the thread is interrupted, which closes the channel
   */
  int await(int operations, int timeoutMillis) throws IOException {
    long begun = System.nanoTime();
    try {
      SelectionKey own = open();
      own.interestOps(operations);
      for (long left = timeoutMillis; ; left = left(begun, timeoutMillis, operations)) {
        requireNotEnded();
        boolean isReady = own.selector().select(ready -> {}, left) > 0;
        requireNotEnded();
        if (isReady) {
          return own.readyOps();
        }
        requireNotInterrupted();
      }
    } catch (CancelledKeyException | ClosedSelectorException e) {
      throw ended();
    }
  }

  private synchronized SelectionKey open() throws IOException {
    requireNotEnded();
    if (selector == null) {
      selector = Selector.open();
      key = channel.register(selector, 0);
    }
    return key;
  }

  private static long left(long begun, int timeoutMillis, int operations)
      throws SocketTimeoutException {
    if (timeoutMillis == 0) {
      return 0;
    }
    long left = timeoutMillis - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
    if (left <= 0) {
      boolean isWrite = (operations & SelectionKey.OP_WRITE) != 0;
      throw new SocketTimeoutException(isWrite ? "Write timed out" : "Read timed out");
    }
    return left;
  }

  /** Closes the channel when the thread is interrupted, as blocking channels do. */
  private void requireNotInterrupted() throws IOException {
    if (Thread.currentThread().isInterrupted()) {
      close();
      throw new ClosedByInterruptException();
    }
  }

  private void requireNotEnded() throws SocketException {
    if (ended) {
      throw ended();
    }
  }

  private static SocketException ended() {
    return new SocketException("Socket closed");
  }

  /** Whether {@link #end()} was called. */
  boolean isEnded() {
    return ended;
  }

  /** Fails the current wait and later ones. Reads and writes without a wait still work. */
  synchronized void end() {
    ended = true;
    if (selector != null) {
      selector.wakeup();
    }
  }

  /** Closes the channel too. */
  @Override
  public void close() throws IOException {
    end();
    channel.close();
    Selector own;
    synchronized (this) {
      own = selector;
    }
    if (own != null) {
      own.close(); // closes the descriptor of the registered channel
    }
  }
}
