package io.github.camelus3.client.http;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Calls and waits that end together when it is closed, or the scope that it lies in. What comes
 * later does not begin. Thread safe; runs what ends them on the thread that closes.
 */
public final class CancellationScope implements AutoCloseable {
  private final CancellationScope outer; // null for the whole client's
  private final Set<Runnable> endings = new HashSet<>(); // guarded by this
  private boolean closed; // guarded by this

  private CancellationScope(CancellationScope outer) {
    this.outer = outer;
  }

  /** The scope of a whole client. */
  public static CancellationScope ofClient() {
    return new CancellationScope(null);
  }

  /** A scope in this one. */
  public CancellationScope inner() {
    return new CancellationScope(this);
  }

  /**
   * Takes part in the scope until {@link #leave}.
   *
   * @param ending ends the work early; run at most once for each scope, perhaps after the work
   * @return false if the scope is closed: the work must not begin, and there is nothing to leave
   */
  public boolean enter(Runnable ending) {
    synchronized (this) {
      if (closed) {
        return false;
      }
      endings.add(ending);
    }
    if (outer != null && !outer.enter(ending)) {
      leave(ending);
      return false;
    }
    return true;
  }

  public void leave(Runnable ending) {
    synchronized (this) {
      endings.remove(ending);
    }
    if (outer != null) {
      outer.leave(ending);
    }
  }

  public boolean isClosed() {
    synchronized (this) {
      if (closed) {
        return true;
      }
    }
    return outer != null && outer.isClosed();
  }

  /** Waits on the calling thread; false if the scope was closed meanwhile, or before. */
  public boolean pause(Duration time) throws InterruptedException {
    CountDownLatch closing = new CountDownLatch(1);
    Runnable ending = closing::countDown;
    if (!enter(ending)) {
      return false;
    }
    try {
      return !closing.await(time.toMillis(), TimeUnit.MILLISECONDS);
    } finally {
      leave(ending);
    }
  }

  @Override
  public void close() {
    List<Runnable> all;
    synchronized (this) {
      closed = true;
      all = List.copyOf(endings);
    }
    all.forEach(Runnable::run);
  }
}
