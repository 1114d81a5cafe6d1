package io.github.camelus3.emulator.server;

import java.util.HashSet;
import java.util.Set;

/**
 * The threads that are handling a request, so that closing can end them: one that waits for the
 * rest of a body would hold up the server's stop for ever. Thread safe.
 */
public final class RequestThreads {
  private static final int MAX_ROUNDS = 250;
  private static final long ROUND_MILLIS = 20;

  private final Set<Thread> busy = new HashSet<>();
  private boolean closing;

  /** Whether the current thread may handle a request; if so, it must leave in the end. */
  synchronized boolean enter() {
    return !closing && busy.add(Thread.currentThread());
  }

  synchronized void leave() {
    busy.remove(Thread.currentThread());
    Thread.interrupted(); // one meant for the request must not hit the thread's next task
    notifyAll();
  }

  /** Lets no thread in any more and interrupts those inside until they have left. */
  public synchronized void close() {
    closing = true;
    boolean interrupted = false;
    for (int round = 0; round < MAX_ROUNDS && !busy.isEmpty(); round++) {
      busy.forEach(Thread::interrupt); // again each round: an interrupt may be swallowed
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
