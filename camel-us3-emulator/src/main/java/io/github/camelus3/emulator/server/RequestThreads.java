package io.github.camelus3.emulator.server;

import java.util.HashSet;
import java.util.Set;

/**
 * The threads that handle requests. Closing interrupts them: a thread that waits for the rest of a
 * body would block the server's stop forever. Thread safe.
 */
public final class RequestThreads {
  private static final int MAX_ROUNDS = 250;
  private static final long ROUND_MILLIS = 20;

  private final Set<Thread> busy = new HashSet<>();
  private boolean closing;
  private volatile boolean stopping;

  /** From now on a response ends its connection. */
  public void stop() {
    stopping = true;
  }

  boolean isStopping() {
    return stopping;
  }

  /** Registers the current thread, which must call {@link #leave}. Returns false after close. */
  synchronized boolean enter() {
    return !closing && busy.add(Thread.currentThread());
  }

  synchronized void leave() {
    busy.remove(Thread.currentThread());
    Thread.interrupted(); // clear an interrupt that was aimed at the request
    notifyAll();
  }

  /** Rejects new threads and interrupts the registered ones until they have left. */
  public synchronized void close() {
    closing = true;
    boolean interrupted = false;
    for (int round = 0; round < MAX_ROUNDS && !busy.isEmpty(); round++) {
      busy.forEach(Thread::interrupt); // repeated, since a task may swallow an interrupt
      try {
        wait(ROUND_MILLIS);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
