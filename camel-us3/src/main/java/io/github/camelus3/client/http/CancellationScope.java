package io.github.camelus3.client.http;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Calls and waits that end together when this scope or the scope around it is closed. Later ones do
 * not start. Thread safe; the closing thread runs the cancellations.
 */
public final class CancellationScope implements AutoCloseable {
  private final CancellationScope outer; // null for the whole client's
  private final Set<Runnable> cancellations = new HashSet<>(); // guarded by this
  private boolean closed; // guarded by this

  private CancellationScope(CancellationScope outer) {
    this.outer = outer;
  }

  /** Makes the scope of a whole client. */
  public static CancellationScope ofClient() {
    return new CancellationScope(null);
  }

  /** Makes a scope inside this one. */
  public CancellationScope inner() {
    return new CancellationScope(this);
  }

  /**
   * Registers work until {@link #leave}.
   *
   * @param cancellation ends the work early; run at most once per scope, perhaps after the work
   * @return false if the scope is closed: the work must not start, and {@link #leave} is not called
   */
  public boolean enter(Runnable cancellation) {
    synchronized (this) {
      if (closed) {
        return false;
      }
      cancellations.add(cancellation);
    }
    if (outer != null && !outer.enter(cancellation)) {
      leave(cancellation);
      return false;
    }
    return true;
  }

  /** Removes work that has ended. */
  public void leave(Runnable cancellation) {
    synchronized (this) {
      cancellations.remove(cancellation);
    }
    if (outer != null) {
      outer.leave(cancellation);
    }
  }

  /** Whether this scope or one around it is closed. */
  public boolean isClosed() {
    synchronized (this) {
      if (closed) {
        return true;
      }
    }
    return outer != null && outer.isClosed();
  }

  /** Waits on the calling thread; false if the scope is closed, before or during the wait. */
  public boolean pause(Duration time) throws InterruptedException {
    CountDownLatch closing = new CountDownLatch(1);
    Runnable cancellation = closing::countDown;
    if (!enter(cancellation)) {
      return false;
    }
    try {
      return !closing.await(time.toMillis(), TimeUnit.MILLISECONDS);
    } finally {
      leave(cancellation);
    }
  }

  @Override
  public void close() {
    List<Runnable> all;
    synchronized (this) {
      closed = true;
      all = List.copyOf(cancellations);
    }
    all.forEach(Runnable::run);
  }
}
