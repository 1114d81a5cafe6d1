package io.github.camelus3.emulator.server;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * Counts connections, requests and parts in flight, and holds parts. Thread safe: the lock guards
 * every field but the connections.
 */
public final class ConnectionCounters {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final AtomicLong connections = new AtomicLong();
  private volatile long connectionsBeforeReset;
  private int openConnections;
  private int requestsInFlight;
  private int partsInFlight;
  private int maxPartsInFlight;
  private int holdUntil;
  private Duration holdLimit = Duration.ZERO;

  /** Counts a connection and returns its number, from 1. */
  long connectionOpened() {
    change(() -> openConnections++);
    return connections.incrementAndGet();
  }

  void connectionClosed() {
    change(() -> openConnections--);
  }

  /** The number of open connections. */
  public int openConnections() {
    lock.lock();
    try {
      return openConnections;
    } finally {
      lock.unlock();
    }
  }

  /** Connections opened since the start or the last {@link #reset}. */
  public long connectionsOpened() {
    return connections.get() - connectionsBeforeReset;
  }

  void requestBegins() {
    change(() -> requestsInFlight++);
  }

  void requestEnds() {
    change(() -> requestsInFlight--);
  }

  void partBegins() {
    change(
        () -> {
          partsInFlight++;
          maxPartsInFlight = Math.max(maxPartsInFlight, partsInFlight);
          if (partsInFlight >= holdUntil) {
            holdUntil = 0;
          }
        });
  }

  void partEnds() {
    change(() -> partsInFlight--);
  }

  /** The maximum of UploadPart requests in flight since the last {@link #reset}. */
  public int maxPartsInFlight() {
    lock.lock();
    try {
      return maxPartsInFlight;
    } finally {
      lock.unlock();
    }
  }

  /** Holds parts until that many are in flight, each for the limit at most. */
  public void holdPartsUntil(int inFlight, Duration limit) {
    change(
        () -> {
          holdUntil = partsInFlight >= inFlight ? 0 : inFlight;
          holdLimit = limit;
        });
  }

  /** Blocks while parts are held. */
  void awaitParts() throws InterruptedException {
    lock.lock();
    try {
      await(() -> holdUntil == 0, holdLimit);
    } finally {
      lock.unlock();
    }
  }

  /** Waits until no request is in flight. Returns false after the limit. */
  public boolean awaitQuiet(Duration limit) throws InterruptedException {
    return await(() -> requestsInFlight == 0, limit);
  }

  /** Waits until no connection is open. Returns false after the limit. */
  public boolean awaitDisconnected(Duration limit) throws InterruptedException {
    return await(() -> openConnections == 0, limit);
  }

  /** Resets the counts, except requests in flight and open connections. */
  public void reset() {
    change(
        () -> {
          maxPartsInFlight = partsInFlight;
          holdUntil = 0;
        });
    connectionsBeforeReset = connections.get();
  }

  private boolean await(BooleanSupplier condition, Duration limit) throws InterruptedException {
    long left = limit.toNanos();
    lock.lock();
    try {
      while (!condition.getAsBoolean() && left > 0) {
        left = changed.awaitNanos(left);
      }
      return condition.getAsBoolean();
    } finally {
      lock.unlock();
    }
  }

  private void change(Runnable change) {
    lock.lock();
    try {
      change.run();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
